// SPDX-License-Identifier: Apache-2.0
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { pack as createPack, type Pack } from 'tar-stream';
import type { HomePaths } from '../home/HomePaths.ts';
import { serverVersion } from '../run/serverVersion.ts';
import { type BackupFile, listBackupFiles, listSmallFiles } from './backupFiles.ts';
import { CHECKSUMS_NAME, MANIFEST_NAME } from './backupFormat.ts';

export interface WriteBackupOptions {
  paths: HomePaths;
  /** Replaced when it is there. */
  file: string;
  createdAt: Date;
}

/** Copies a home, also while a server works on it, into one tar file: written aside, synced, renamed. */
export async function writeBackup(
  { paths, file, createdAt }: WriteBackupOptions,
  { onProgress = () => undefined }: { onProgress?: (file: string) => void } = {},
): Promise<{ files: number; bytes: number }> {
  const aside = `${file}.part`;
  const output = createWriteStream(aside, { mode: 0o600, flags: 'w', flush: true });
  const pack = createPack();
  pack.pipe(output);
  const written = finished(output);
  try {
    const checksums = await packAll(pack, { paths, createdAt, onProgress });
    pack.finalize();
    await written;
    await rename(aside, file);
    await syncFolder(dirname(file));
    return { files: checksums.size, bytes: (await stat(file)).size };
  } catch (error) {
    pack.destroy();
    output.destroy();
    await written.catch(() => undefined);
    await rm(aside, { force: true });
    throw error;
  }
}

async function packAll(
  pack: Pack,
  { paths, createdAt, onProgress }: { paths: HomePaths; createdAt: Date; onProgress: (file: string) => void },
): Promise<Map<string, string>> {
  const manifest = { version: 1, serverVersion, createdAt: createdAt.toISOString() };
  await packBytes(pack, MANIFEST_NAME, Buffer.from(JSON.stringify(manifest)));
  const checksums = new Map<string, string>();
  for (const file of await listBackupFiles(paths)) {
    onProgress(file.name);
    checksums.set(file.name, await packPrefix(pack, file));
  }
  for (const { name, path } of await listSmallFiles(paths)) {
    const bytes = await readFile(path);
    checksums.set(name, createHash('sha256').update(bytes).digest('hex'));
    await packBytes(pack, name, bytes);
  }
  await packBytes(pack, CHECKSUMS_NAME, Buffer.from(JSON.stringify(Object.fromEntries(checksums))));
  return checksums;
}

function packBytes(pack: Pack, name: string, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    pack.entry({ name, mode: 0o600 }, bytes, (error) => (error ? reject(error) : resolve()));
  });
}

/** The first `size` bytes of a file that may be growing. */
async function packPrefix(pack: Pack, { name, path, size }: BackupFile): Promise<string> {
  const hash: Hash = createHash('sha256');
  await new Promise<void>((resolve, reject) => {
    const entry = pack.entry({ name, size, mode: 0o600 }, (error) => (error ? reject(error) : resolve()));
    if (size === 0) {
      entry.end(null);
      return;
    }
    const source = createReadStream(path, { start: 0, end: size - 1 });
    source.on('data', (chunk) => hash.update(chunk));
    source.once('error', reject);
    source.pipe(entry);
  });
  return hash.digest('hex');
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
