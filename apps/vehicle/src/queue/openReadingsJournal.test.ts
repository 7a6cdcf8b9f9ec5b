// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openReadingsJournal } from './openReadingsJournal.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datacar-journal-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (timeMs: number) => ({ path: 'Vehicle.Speed', timeMs, value: timeMs / 2 });

test('gives back what was open', async () => {
  const journal = await openReadingsJournal(folder);
  expect(journal.recovered).toBeUndefined();
  await journal.append({ fromMs: 10, readings: [at(10), at(11)] });
  await journal.append({ fromMs: 10, readings: [at(12)] });
  await journal.close();
  expect((await openReadingsJournal(folder)).recovered).toEqual({
    fromMs: 10,
    readings: [at(10), at(11), at(12)],
  });
});

test('begins anew with what is open, and leaves no old file behind', async () => {
  const journal = await openReadingsJournal(folder);
  await journal.append({ fromMs: 0, readings: [at(1)] });
  await journal.restart({ fromMs: 60_000, readings: [at(60_001)] });
  await journal.append({ fromMs: 60_000, readings: [at(60_002)] });
  await journal.close();
  expect(await readdir(folder)).toHaveLength(1);
  const again = await openReadingsJournal(folder);
  expect(again.recovered).toEqual({ fromMs: 60_000, readings: [at(60_001), at(60_002)] });
  await again.restart({ fromMs: 70_000, readings: [] });
  await again.close();
  expect((await openReadingsJournal(folder)).recovered).toBeUndefined();
});

test('loses only what a torn last write held', async () => {
  const journal = await openReadingsJournal(folder);
  await journal.append({ fromMs: 0, readings: [at(1)] });
  await journal.append({ fromMs: 0, readings: [at(2)] });
  await journal.close();
  const [name = ''] = await readdir(folder);
  const content = await readFile(join(folder, name));
  await writeFile(join(folder, name), content.subarray(0, content.length - 3));
  expect((await openReadingsJournal(folder)).recovered?.readings).toEqual([at(1)]);
});
