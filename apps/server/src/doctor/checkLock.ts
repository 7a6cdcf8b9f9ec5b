// SPDX-License-Identifier: Apache-2.0
import type { DoctorFinding } from '@datacar/core/api/ServerEvent';
import type { HomePaths } from '../home/HomePaths.ts';
import { readLockHolder } from '../home/lockHome.ts';
import { readServerFile } from './readServerFile.ts';

export async function checkLock(paths: HomePaths): Promise<Omit<DoctorFinding, 'name'>> {
  const holder = await readLockHolder(paths.lock);
  const server = await readServerFile(paths);
  if (holder !== undefined)
    return { state: 'ok', message: `a server (process ${holder}) works on this home` };
  if (server === undefined) return { state: 'ok', message: 'no server works on this home' };
  return {
    state: 'warning',
    message: `the last server (process ${server.pid}) was killed; the next one goes on from its journals`,
  };
}
