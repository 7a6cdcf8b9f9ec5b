// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { writeBackup } from '../backup/writeBackup.ts';
import { homePaths } from '../home/HomePaths.ts';
import type { CommandOutput } from './createOutput.ts';

/** Copies a home into one file. */
export async function backupCommand(
  { home, file }: { home: string; file: string },
  { emit }: CommandOutput,
): Promise<void> {
  const paths = homePaths(home);
  if (!existsSync(paths.keys)) {
    throw new DatacarError('NOT_FOUND', `${home} is no home of a server. Name one with --home DIR.`);
  }
  const facts = await writeBackup(
    { paths, file, createdAt: new Date() },
    { onProgress: (name) => emit({ event: 'progress', stage: 'backup', message: `Copying ${name}` }) },
  );
  emit({ event: 'finished', facts });
}
