// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { isProcessAlive, processStartTime } from './processes.ts';

interface LockHolder {
  pid: number;
  startTime: string;
  /** Tells two locks of one process apart. */
  id: string;
}

/** Stale locks are taken over one at a time; more rounds than racing starters are not needed. */
const ATTEMPTS_MAX = 10;

/**
 * Makes this process the only one that writes in a folder. The lock of a process that is gone is taken over,
 * also when its id now belongs to somebody else.
 *
 * @returns Gives the lock back.
 * @throws DatacarError CHAIN_LOCKED.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const path = join(directory, 'lock');
  const own: LockHolder = { pid: process.pid, startTime: processStartTime(process.pid), id: randomUUID() };
  const draft = `${path}.${own.id}`;
  await writeFile(draft, JSON.stringify(own), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      // A link is made only where no file is, and the file appears with its whole content.
      if (await linkNew(draft, path)) return () => unlock(path, own);
      const holder = await readHolder(path);
      if (holder !== undefined && isHolding(holder)) throw locked(directory, holder);
      await setAside(path, holder);
    }
    throw locked(directory, await readHolder(path));
  } finally {
    await rm(draft, { force: true });
  }
}

async function linkNew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readHolder(path: string): Promise<LockHolder | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  try {
    return JSON.parse(text) as LockHolder;
  } catch {
    return undefined;
  }
}

function isHolding({ pid, startTime }: LockHolder): boolean {
  return isProcessAlive(pid) && processStartTime(pid) === startTime;
}

/** Another starter may have taken the stale lock over meanwhile: then its lock is put back. */
async function setAside(path: string, stale: LockHolder | undefined): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = await readHolder(aside);
  if (moved?.id !== stale?.id) await linkNew(aside, path);
  await rm(aside, { force: true });
}

async function unlock(path: string, own: LockHolder): Promise<void> {
  const holder = await readHolder(path);
  if (holder?.id === own.id) await rm(path, { force: true });
}

function locked(directory: string, holder: LockHolder | undefined): DatacarError {
  return new DatacarError(
    'CHAIN_LOCKED',
    `Another server (process ${holder?.pid ?? 'unknown'}) runs on ${directory}. Stop it first, or use another ` +
      'home with --home.',
    { details: { directory, pid: holder?.pid } },
  );
}
