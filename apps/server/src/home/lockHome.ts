// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { DatacarError } from '@datacar/core/errors/DatacarError';

export interface HomeLock {
  release(): Promise<void>;
}

interface LockHolder {
  pid: number;
  /** Distinguishes the holder from another process that later got the same pid; absent where /proc is. */
  processStart: string | null;
}

/**
 * Makes sure that one server at a time works on a home. A lock whose holder is dead is taken over.
 * @throws DatacarError HOME_LOCKED
 */
export async function lockHome(path: string): Promise<HomeLock> {
  // Two attempts: the second is after a dead holder's lock was removed.
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = await open(path, 'wx', 0o600);
      try {
        await file.writeFile(
          JSON.stringify({ pid: process.pid, processStart: readProcessStart(process.pid) }),
        );
      } finally {
        await file.close();
      }
      return { release: () => rm(path, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = await readHolder(path);
    if (holder !== undefined && isAlive(holder)) throw lockedError(path, holder.pid);
    await rm(path, { force: true });
  }
  throw lockedError(path, 0);
}

/** The pid of the live process that holds the lock, if there is one. */
export async function readLockHolder(path: string): Promise<number | undefined> {
  const holder = await readHolder(path);
  return holder !== undefined && isAlive(holder) ? holder.pid : undefined;
}

function lockedError(path: string, pid: number): DatacarError {
  return new DatacarError(
    'HOME_LOCKED',
    `Another server (process ${pid}) works on this home. Stop it, or choose another --home.`,
    { details: { path, pid } },
  );
}

async function readHolder(path: string): Promise<LockHolder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as LockHolder;
  } catch {
    // Gone, or torn by a kill while it was written: nobody holds it.
    return undefined;
  }
}

function isAlive({ pid, processStart }: LockHolder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return processStart === null || processStart === readProcessStart(pid);
}

/** Field 22 of /proc/PID/stat: when the process started, in clock ticks since boot. */
function readProcessStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
