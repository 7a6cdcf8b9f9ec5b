// SPDX-License-Identifier: Apache-2.0
import { open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../folder/writeFileDurably.ts';
import type { GapEvidence } from './StreamQueue.ts';

/** Some 30,000 gaps; a car that has more has one cause for all of them, and the newest file before is kept too. */
const GAP_LOG_BYTES_MAX = 32 * 1024 * 1024;

/** Adds evidence to `gaps.jsonl`, one JSON object a line, synced. */
export async function appendGaps(folder: string, gaps: readonly GapEvidence[]): Promise<void> {
  if (gaps.length === 0) return;
  const path = join(folder, 'gaps.jsonl');
  const sizeBytes = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  if (sizeBytes > GAP_LOG_BYTES_MAX) await rename(path, join(folder, 'gaps.old.jsonl'));
  const handle = await open(path, 'a', 0o600);
  try {
    await handle.appendFile(gaps.map((gap) => `${JSON.stringify(gap)}\n`).join(''));
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await syncFolder(folder);
}
