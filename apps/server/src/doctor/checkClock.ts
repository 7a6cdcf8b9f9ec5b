// SPDX-License-Identifier: Apache-2.0
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DoctorFinding } from '@datacar/core/api/ServerEvent';
import type { HomePaths } from '../home/HomePaths.ts';

/** No server of this version was started before. */
const EARLIEST_MS = Date.UTC(2026, 0, 1);
/** File systems round, and machines step their clocks a little. */
const TOLERANCE_MS = 5_000;

/** Blocks and acknowledgements carry this clock; one that stands before what was written already is wrong. */
export async function checkClock(paths: HomePaths): Promise<Omit<DoctorFinding, 'name'>> {
  const nowMs = Date.now();
  const message = new Date(nowMs).toISOString();
  if (nowMs < EARLIEST_MS) return { state: 'failing', message: `${message} cannot be; set the clock` };
  const newestMs = Math.max(0, ...(await Promise.all([paths.chain, paths.batches].map(newestChange))));
  if (newestMs > nowMs + TOLERANCE_MS) {
    return {
      state: 'failing',
      message: `${message} is before the newest file of this home, ${new Date(newestMs).toISOString()}`,
    };
  }
  return { state: 'ok', message };
}

async function newestChange(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const times = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mtimeMs));
  return Math.max(0, ...times);
}
