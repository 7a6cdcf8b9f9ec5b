// SPDX-License-Identifier: Apache-2.0
import { readBackup } from '../backup/readBackup.ts';
import type { CommandOutput } from './createOutput.ts';

/** Makes a home from a backup. Its databases are built from the journals when its server starts. */
export async function restoreCommand(
  { home, file }: { home: string; file: string },
  { emit }: CommandOutput,
): Promise<void> {
  emit({ event: 'progress', stage: 'restore', message: `Restoring ${home}` });
  emit({ event: 'finished', facts: await readBackup({ file, home }) });
}
