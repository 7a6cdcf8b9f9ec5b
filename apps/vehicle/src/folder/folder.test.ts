// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeDeviceKey, openDeviceKey, removeOtherKeys } from './deviceKey.ts';
import { lockFolder } from './lockFolder.ts';
import { readSealingKey } from './sealingKey.ts';
import { writeFileDurably } from './writeFileDurably.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datacar-folder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the lock of a folder', () => {
  test('is held by one at a time, and given back', async () => {
    const unlock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'FOLDER_LOCKED' });
    await unlock();
    await (await lockFolder(folder))();
    expect(await readdir(folder)).toEqual([]);
  });

  test('of a killed process is taken over, by exactly one of many', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await once(child, 'spawn');
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: child.pid, start: 'another', nonce: '' }));
    child.kill('SIGKILL');
    await once(child, 'exit');
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('with the id of a process that is no longer the same is taken over', async () => {
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: process.pid, start: '1', nonce: '' }));
    await (await lockFolder(folder))();
  });

  test('that nobody can read is taken over', async () => {
    await writeFile(join(folder, 'lock'), 'not json');
    await (await lockFolder(folder))();
  });
});

describe('the device key', () => {
  const sealedWith = { type: 'machine', secret: new Uint8Array(32).fill(7) } as const;

  test('is sealed, readable by its user only, and opens with its secret alone', async () => {
    const publicKey = await makeDeviceKey(folder, sealedWith);
    const [name = ''] = await readdir(folder);
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    const privateKey = await openDeviceKey(folder, { publicKey, sealedWith });
    expect(privateKey).toHaveLength(32);
    const text = await readFile(join(folder, name), 'utf8');
    for (const encoding of ['hex', 'base64', 'base64url'] as const)
      expect(text).not.toContain(Buffer.from(privateKey).toString(encoding));
    const other = { type: 'machine', secret: new Uint8Array(32).fill(8) } as const;
    await expect(openDeviceKey(folder, { publicKey, sealedWith: other })).rejects.toMatchObject({
      code: 'SEAL_INVALID',
    });
  });

  test('in a damaged file is refused', async () => {
    const publicKey = await makeDeviceKey(folder, sealedWith);
    const [name = ''] = await readdir(folder);
    await writeFile(join(folder, name), (await readFile(join(folder, name), 'utf8')).slice(0, 60));
    await expect(openDeviceKey(folder, { publicKey, sealedWith })).rejects.toMatchObject({
      code: 'SEAL_INVALID',
    });
  });

  test('replaces another one only when it is told to', async () => {
    const first = await makeDeviceKey(folder, sealedWith);
    const second = await makeDeviceKey(folder, sealedWith);
    expect(await openDeviceKey(folder, { publicKey: first, sealedWith })).toHaveLength(32);
    await removeOtherKeys(folder, second);
    expect(await openDeviceKey(folder, { publicKey: second, sealedWith })).toHaveLength(32);
    await expect(openDeviceKey(folder, { publicKey: first, sealedWith })).rejects.toMatchObject({
      code: 'NOT_ENROLLED',
    });
  });
});

describe('the sealing key', () => {
  test('is made once, 32 bytes, readable by its user only', async () => {
    const first = await readSealingKey({ folder }, { environment: {} });
    const second = await readSealingKey({ folder }, { environment: {} });
    expect(second).toEqual(first);
    expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600);
  });

  test('is a passphrase where one is given', async () => {
    const passphraseFile = join(folder, 'passphrase');
    await writeFile(passphraseFile, 'correct horse\n');
    const expected = { type: 'passphrase', passphrase: 'correct horse' };
    expect(await readSealingKey({ folder, passphraseFile }, { environment: {} })).toEqual(expected);
    const environment = { DATACAR_PASSPHRASE: 'correct horse' };
    expect(await readSealingKey({ folder }, { environment })).toEqual(expected);
  });

  test('in a file of the wrong length is refused, not replaced', async () => {
    await writeFile(join(folder, 'secret.key'), 'short');
    await expect(readSealingKey({ folder }, { environment: {} })).rejects.toMatchObject({
      code: 'SEAL_INVALID',
    });
  });
});

test('a file is written whole or not at all', async () => {
  const path = join(folder, 'file');
  await writeFileDurably(path, 'old');
  await writeFileDurably(path, 'new');
  expect(await readFile(path, 'utf8')).toBe('new');
  await expect(writeFileDurably(join(folder, 'missing', 'file'), 'x')).rejects.toThrow();
  expect(await readdir(folder)).toEqual(['file']);
});
