// SPDX-License-Identifier: Apache-2.0
import { cp, open, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../internal/duckdb/openDatabase.ts';
import { openTestStore, type TestStore } from '../internal/testing/openTestStore.ts';
import { numbers, strings } from '../internal/testing/smallServer.ts';
import { migrations } from './migrations.ts';

const T0 = Date.UTC(2026, 0, 1);
const SPEED = 'Vehicle.Speed';
const WEATHER = 'Vehicle.Datacar.Weather';

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(async () => {
  await store.close();
});

async function fill(batches: number, options: { vehicle?: number; ownerEpoch?: number; text?: string } = {}) {
  const { text = 'sun', ...header } = options;
  for (let sequence = 0; sequence < batches; sequence += 1) {
    const times = Array.from({ length: 60 }, (_, index) => T0 + (sequence * 60 + index) * 1000);
    const columns = [
      numbers(
        SPEED,
        times,
        times.map((time) => (time / 1000) % 131),
      ),
      strings(WEATHER, times, new Array(times.length).fill(text)),
    ];
    await store.ingest({ ...header, sequence, columns });
  }
}

async function everything() {
  const page = await store.telemetry.series({
    vehicle: 1,
    paths: [SPEED, WEATHER],
    fromMs: 0,
    toMs: T0 * 2,
    limit: 100_000,
  });
  return { items: page.items, headers: (await store.telemetry.headers({ vehicle: 1 })).items };
}

async function damage(path: string, from: number, length = 32): Promise<void> {
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(length, 0xa5), 0, length, from);
  await file.close();
}

describe('the projection is rebuilt by itself', () => {
  test.each<[string, (path: string) => Promise<void>]>([
    ['when its file is gone', (path) => rm(path)],
    ['when its header is damaged', (path) => damage(path, 0, 4096 * 3)],
    [
      'when its blocks are damaged',
      async (path) => damage(path, 4096 * 3, (await stat(path)).size - 4096 * 3),
    ],
    ['when its file is cut', async (path) => truncate(path, Math.floor((await stat(path)).size / 2))],
    ['when it is no database', async (path) => damage(path, 0, (await stat(path)).size)],
  ])('%s', async (_when, break_) => {
    await fill(20);
    const before = await everything();
    await store.reopen(() => break_(store.path));
    expect(store.progress.at(-1)).toMatchObject({ records: 20, readings: 20 * 120, erasedBatches: 0 });
    expect(await everything()).toEqual(before);
  });

  test('when its write-ahead log is damaged', async () => {
    await fill(10);
    const before = await everything();
    const { path } = store;
    const [database, wal] = [await readFile(path), await readFile(`${path}.wal`)];
    await store.reopen(async () => {
      // As after a kill -9: the log was not checkpointed into the file, and a bit in its middle is wrong.
      const middle = Math.floor(wal.length / 2);
      wal[middle] = (wal[middle] ?? 0) ^ 0x10;
      await writeFile(path, database);
      await writeFile(`${path}.wal`, wal);
    });
    expect(await everything()).toEqual(before);
  });

  test('when it is ahead of a batch log that was restored', async () => {
    await fill(3);
    const older = join(store.directory, 'older.duckdb');
    await store.reopen(async () => {
      await cp(join(store.directory, 'batches'), join(store.directory, 'restored'), { recursive: true });
    });
    const before = await everything();
    await fill(5, { vehicle: 2 });
    await store.reopen(async () => {
      await rename(join(store.directory, 'batches'), older);
      await rename(join(store.directory, 'restored'), join(store.directory, 'batches'));
    });
    expect(await everything()).toEqual(before);
    expect((await store.telemetry.growth()).headers).toBe(3);
  });

  test('when it was asked to, with progress', async () => {
    await fill(5);
    const before = await everything();
    await store.reopen(undefined, { isRebuild: true });
    expect(store.progress.at(-1)).toMatchObject({ records: 5, position: store.log.position });
    expect(await everything()).toEqual(before);
  });
});

test('what is behind the projection is added, nothing twice', async () => {
  await fill(5);
  const { path } = store;
  await store.telemetry.flush();
  const copy = await Promise.all([readFile(path), readFile(`${path}.wal`)]);
  await fill(10);
  const before = await everything();
  await store.reopen(async () => {
    await writeFile(path, copy[0]);
    await writeFile(`${path}.wal`, copy[1]);
  });
  expect(store.progress.at(-1)).toMatchObject({ records: 10, readings: 5 * 120 });
  expect(await everything()).toEqual(before);
});

describe('erase', () => {
  async function erase(vehicle: number, ownerEpoch: number) {
    const keyIds = store.keys.keyIdsOf(vehicle, ownerEpoch);
    const record = { type: 'erase' as const, vehicle, ownerEpoch, erasedAtMs: T0, keyIds };
    const at = await store.log.append(record, { isLeaf: false });
    await store.keys.destroy(keyIds);
    return store.telemetry.erase({ vehicle, ownerEpoch }, at);
  }

  test('takes the epoch’s readings from the bytes of the file, keeps headers, others, and what comes later', async () => {
    await fill(20, { ownerEpoch: 0, text: 'topsecret' });
    await fill(20, { vehicle: 2, text: 'neighbour' });
    await store.ingest({ sequence: 20, ownerEpoch: 1, columns: [numbers(SPEED, [T0 * 1.5], [1])] });
    await store.telemetry.flush();
    expect(
      (await readFile(store.path)).length + (await readFile(`${store.path}.wal`)).length,
    ).toBeGreaterThan(0);
    expect(await erase(1, 0)).toEqual({ readings: 20 * 120 });
    for (const step of [
      async () => {},
      () => store.reopen(),
      () => store.reopen(undefined, { isRebuild: true }),
    ]) {
      await step();
      const { items, headers } = await everything();
      expect(items.map(({ timeMs }) => timeMs)).toEqual([T0 * 1.5]);
      expect(headers).toHaveLength(21);
      expect(store.telemetry.latest.list(1)).toMatchObject([{ path: SPEED, ownerEpoch: 1 }]);
      expect((await store.telemetry.growth()).readings).toBe(20 * 120 + 1);
    }
    await store.ingest({ sequence: 21, ownerEpoch: 0, columns: [numbers(SPEED, [T0], [5])] });
    await store.reopen(undefined, { isRebuild: true });
    expect((await everything()).items).toHaveLength(2);
  });

  test('leaves no trace of a text in any file of the database', async () => {
    await fill(30, { text: 'topsecret' });
    await fill(5, { vehicle: 2, text: 'neighbour' });
    await store.reopen();
    const content = async () => {
      const wal = await readFile(`${store.path}.wal`).catch(() => Buffer.alloc(0));
      return Buffer.concat([await readFile(store.path), wal]);
    };
    expect((await content()).includes('secret')).toBe(true);
    await erase(1, 0);
    expect((await content()).includes('secret')).toBe(false);
    expect((await content()).includes('neighbour')).toBe(true);
  });

  test('is told from a key that was lost', async () => {
    await fill(3);
    await fill(2, { vehicle: 2 });
    await erase(1, 0);
    const keys = join(store.directory, 'dataKeys.json');
    await store.reopen(undefined, { isRebuild: true });
    expect(store.progress.at(-1)).toMatchObject({ erasedBatches: 3, lostBatches: 0 });
    await store.reopen(() => rm(keys), { isRebuild: true });
    expect(store.progress.at(-1)).toMatchObject({ erasedBatches: 5, lostBatches: 2 });
  });

  test('is finished after a crash between its marker and the projection', async () => {
    await fill(3);
    const keyIds = store.keys.keyIdsOf(1, 0);
    const record = { type: 'erase' as const, vehicle: 1, ownerEpoch: 0, erasedAtMs: T0, keyIds };
    await store.log.append(record, { isLeaf: false });
    await store.reopen();
    expect(store.keys.keyIdsOf(1, 0)).toEqual([]);
    expect((await everything()).items).toEqual([]);
  });
});

test('the database reaches no other file and its configuration is locked', async () => {
  const path = join(store.directory, 'other.duckdb');
  const exportDirectory = join(store.directory, 'exports');
  const database = await openDatabase({ path, memoryLimit: '64MB', threads: 1, exportDirectory, migrations });
  const connection = await database.connect();
  for (const statement of [
    `copy readings to '${join(store.directory, 'out.csv')}'`,
    `select * from read_text('/etc/hostname')`,
    `attach '${join(store.directory, 'third.duckdb')}'`,
    'set enable_external_access = true',
    'set threads = 8',
    'install httpfs',
  ]) {
    await expect(connection.run(statement), statement).rejects.toThrow();
  }
  await connection.run(`copy readings to '${join(exportDirectory, 'out.csv')}'`);
  database.closeSync();
});
