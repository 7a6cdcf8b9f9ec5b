// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type Extract, extract } from 'tar-stream';
import { CHECKSUMS_NAME, checksumsSchema, FILE_NAME, MANIFEST_NAME, manifestSchema } from './backupFormat.ts';

/** Of manifest and checksums: a name and a hash for each file. */
const JSON_BYTES_MAX = 64 * 1024 * 1024;

/**
 * Makes a home from a backup. Nothing is at its place before all of it has been checked and is on the disk.
 * @throws DatacarError HOME_NOT_EMPTY, BACKUP_DAMAGED
 */
export async function readBackup({ file, home }: { file: string; home: string }): Promise<{ files: number }> {
  const target = resolve(home);
  const existing = await readdir(target).catch(() => []);
  if (existing.length > 0) {
    throw new DatacarError(
      'HOME_NOT_EMPTY',
      `${home} is not empty. Restore into a new folder, with --home DIR.`,
    );
  }
  const aside = `${target}.restoring`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true, mode: 0o700 });
  try {
    const files = await unpack(file, aside);
    await rename(aside, target);
    return { files };
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
}

async function unpack(file: string, folder: string): Promise<number> {
  const checksums = new Map<string, string>();
  let expected: Record<string, string> | undefined;
  let isFirst = true;
  const source = createReadStream(file);
  const entries = source.pipe(extract());
  source.once('error', (error) => entries.destroy(error));
  try {
    for await (const entry of entries) {
      const { name, type } = entry.header;
      if (expected !== undefined) throw damaged('there is something behind its checksums');
      if (isFirst !== (name === MANIFEST_NAME)) throw damaged('it does not begin with its description');
      if (isFirst) manifestSchema.parse(await readJson(entry));
      else if (name === CHECKSUMS_NAME) expected = checksumsSchema.parse(await readJson(entry));
      else if (type !== 'file' || !FILE_NAME.test(name))
        throw damaged(`it holds ${name}, which belongs to no home`);
      else checksums.set(name, await unpackFile(entry, join(folder, name)));
      isFirst = false;
    }
  } catch (error) {
    if (error instanceof DatacarError || (error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    throw damaged((error as Error).message);
  }
  if (expected === undefined) throw damaged('its end is missing');
  const names = new Set([...checksums.keys(), ...Object.keys(expected)]);
  for (const name of names)
    if (checksums.get(name) !== expected[name]) throw damaged(`${name} is missing or was changed`);
  return checksums.size;
}

type Entry = Extract extends AsyncIterable<infer Source> ? Source : never;

async function unpackFile(entry: Entry, path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  const target = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of entry as AsyncIterable<Buffer>) {
      hash.update(chunk);
      await target.writeFile(chunk);
    }
    await target.sync();
  } finally {
    await target.close();
  }
  return hash.digest('hex');
}

async function readJson(entry: Entry): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of entry as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > JSON_BYTES_MAX) throw damaged('its description is too long');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString());
}

function damaged(what: string): DatacarError {
  return new DatacarError('BACKUP_DAMAGED', `This backup cannot be restored: ${what}.`);
}
