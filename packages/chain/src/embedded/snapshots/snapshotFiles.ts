// SPDX-License-Identifier: Apache-2.0
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory } from '../journal/syncDirectory.ts';
import type { ChainSnapshot } from './ChainSnapshot.ts';
import { decodeChainSnapshot, encodeChainSnapshot } from './chainSnapshotCodec.ts';

/** The newest, and one to fall back to when it is damaged. */
const SNAPSHOTS_KEPT = 2;

const NAME = /^\d{12}\.snapshot$/;

/** The snapshots of one chain, a file each, named after their block. */
export interface SnapshotFiles {
  /** Newest first. */
  list(): Promise<string[]>;
  /** @returns undefined when it is damaged. */
  read(name: string): Promise<ChainSnapshot | undefined>;
  /** Written aside, synced, renamed; then the ones too many are removed. */
  write(snapshot: ChainSnapshot): Promise<void>;
}

export async function openSnapshotFiles(directory: string): Promise<SnapshotFiles> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  for (const name of await readdir(directory)) {
    if (name.endsWith('.part')) await rm(join(directory, name));
  }
  const list = async () =>
    (await readdir(directory))
      .filter((name) => NAME.test(name))
      .sort()
      .reverse();
  return {
    list,
    read: async (name) => decodeChainSnapshot(await readFile(join(directory, name))),
    async write(snapshot) {
      const path = join(directory, `${String(snapshot.blockNumber).padStart(12, '0')}.snapshot`);
      const file = await open(`${path}.part`, 'w', 0o600);
      try {
        await file.writeFile(encodeChainSnapshot(snapshot));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${path}.part`, path);
      await syncDirectory(directory);
      for (const name of (await list()).slice(SNAPSHOTS_KEPT)) await rm(join(directory, name));
    },
  };
}
