// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';

/** Start time of a process in clock ticks, where the system tells; it tells a reused process id from the same process. */
function processStart(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold spaces; start time is field 22, the 20th after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isRunning(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, under another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return start === processStart(pid);
}

/** A lock that can be taken over is tried again at most this often: each try means that another process raced us. */
const TAKEOVERS_MAX = 5;

/**
 * Makes this process the only one that writes in a folder, by a file that names it. The lock of a process that was
 * killed is taken over. Returns the function that gives the lock back.
 *
 * @throws DatacarError FOLDER_LOCKED while another process holds it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'lock');
  const own = JSON.stringify({
    pid: process.pid,
    start: processStart(process.pid),
    nonce: randomBytes(8).toString('hex'),
  });
  // Written beside and linked, so that the lock appears whole or not at all.
  const candidate = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(candidate, own, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < TAKEOVERS_MAX; attempt += 1) {
      try {
        await link(candidate, path);
        return () => unlock(path, own);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      await removeStale(folder, path);
    }
  } finally {
    await rm(candidate, { force: true });
  }
  throw lockedError(folder, 0);
}

async function removeStale(folder: string, path: string): Promise<void> {
  const content = await readFile(path, 'utf8').catch(() => undefined);
  if (content === undefined) return;
  const { pid, start } = parseLock(content);
  if (isRunning(pid, start)) throw lockedError(folder, pid);
  // Two processes may find the same stale lock; only what was read here may be removed.
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  await rename(path, aside).catch(() => undefined);
  const moved = await readFile(aside, 'utf8').catch(() => undefined);
  if (moved !== undefined && moved !== content) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

function parseLock(content: string): { pid: number; start: string } {
  try {
    const { pid, start } = JSON.parse(content) as { pid?: unknown; start?: unknown };
    if (typeof pid === 'number' && typeof start === 'string') return { pid, start };
  } catch {
    // A lock that nobody can read belongs to nobody.
  }
  return { pid: -1, start: 'unreadable' };
}

async function unlock(path: string, own: string): Promise<void> {
  if ((await readFile(path, 'utf8').catch(() => undefined)) === own) await rm(path, { force: true });
}

function lockedError(folder: string, pid: number): DatacarError {
  return new DatacarError(
    'FOLDER_LOCKED',
    `Another agent (process ${pid}) already works in ${folder}. Stop it first, or use another folder.`,
    { details: { folder, pid } },
  );
}
