// SPDX-License-Identifier: Apache-2.0
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { HomePaths } from '../home/HomePaths.ts';

export interface BackupFile {
  /** With slashes, relative to the home. */
  name: string;
  path: string;
  /** Bytes to copy; the file may have more by then. */
  size: number;
}

/**
 * What belongs into a backup, in the order in which it has to be looked at while a server writes:
 * snapshots before the journal that they point into, the chain before the batch log whose leaves it anchored, the
 * batch log before the keys that its records need. Journals only grow, so a copy of what they had at one moment is one
 * that a kill could have left; everything else is replaced whole. The databases are projections and stay out.
 */
export async function listBackupFiles(paths: HomePaths): Promise<BackupFile[]> {
  const chain = await listFolder(paths.home, paths.chain);
  const isSnapshot = ({ name }: BackupFile) => name.startsWith('chain/snapshots/');
  return [
    ...chain.filter(isSnapshot),
    ...(await resize(chain.filter((file) => !isSnapshot(file)))),
    ...(await listFolder(paths.home, paths.batches)),
  ];
}

/** The small files, to be listed when the journals have been. */
export async function listSmallFiles(paths: HomePaths): Promise<BackupFile[]> {
  const folders = await Promise.all(
    [paths.accounts, paths.keys, paths.wallet, paths.documents].map((folder) =>
      listFolder(paths.home, folder),
    ),
  );
  const single = await Promise.all(
    [paths.secret, paths.trust, paths.genesis].map((path) => describe(paths.home, path)),
  );
  return [...folders.flat(), ...single.flat()];
}

async function listFolder(home: string, folder: string): Promise<BackupFile[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  const paths = entries
    .filter((entry) => entry.isFile() && isKept(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const files = await Promise.all(paths.map((path) => describe(home, path)));
  return files.flat();
}

/** Locks and half-written files are of the moment. */
function isKept(name: string): boolean {
  return !/^lock|\.(part|new|tmp|lock)$/.test(name);
}

async function resize(files: readonly BackupFile[]): Promise<BackupFile[]> {
  return Promise.all(files.map(async (file) => ({ ...file, size: (await stat(file.path)).size })));
}

async function describe(home: string, path: string): Promise<BackupFile[]> {
  try {
    const { size } = await stat(path);
    return [{ name: relative(home, path).split(sep).join('/'), path, size }];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
