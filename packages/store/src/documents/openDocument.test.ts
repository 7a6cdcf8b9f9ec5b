// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDocument } from './openDocument.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'document-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

function open() {
  return openDocument<number[]>({
    path: join(directory, 'folder', 'list.json'),
    initial: [],
    validate(value) {
      if (!Array.isArray(value)) throw new TypeError('no list');
      return value;
    },
  });
}

test('starts with the initial value and keeps what was updated', async () => {
  const document = await open();
  expect(document.value).toEqual([]);
  expect(await document.update((list) => [...list, 1])).toEqual([1]);
  expect((await open()).value).toEqual([1]);
});

test('runs updates one after the other', async () => {
  const document = await open();
  await Promise.all(Array.from({ length: 20 }, (_, index) => document.update((list) => [...list, index])));
  expect((await open()).value).toEqual(Array.from({ length: 20 }, (_, index) => index));
});

test('is readable by its owner only, and leaves nothing beside it', async () => {
  await (await open()).update(() => [1]);
  expect((await stat(join(directory, 'folder', 'list.json'))).mode & 0o777).toBe(0o600);
  expect(await readdir(join(directory, 'folder'))).toEqual(['list.json']);
});

test('a change that throws changes nothing', async () => {
  const document = await open();
  await document.update(() => [1]);
  const failing = document.update(() => {
    throw new RangeError('no');
  });
  await expect(failing).rejects.toThrow(RangeError);
  await document.update((list) => [...list, 2]);
  expect(document.value).toEqual([1, 2]);
});

test.each(['{', '{"a":1}', ''])('refuses a file that holds %j', async (content) => {
  await (await open()).update(() => []);
  await writeFile(join(directory, 'folder', 'list.json'), content);
  await expect(open()).rejects.toMatchObject({ code: 'STORAGE_DAMAGED' });
});
