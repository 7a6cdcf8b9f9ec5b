// SPDX-License-Identifier: Apache-2.0
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../internal/testing/openTestStore.ts';
import { numbers, strings } from '../internal/testing/smallServer.ts';
import type { Aggregate, SeriesQuery } from './Telemetry.ts';

const HOUR = 3_600_000;
const T0 = Date.UTC(2024, 1, 29, 23);
const SPEED = 'Vehicle.Speed';
const WEATHER = 'Vehicle.Datacar.Weather';
const IMPORT = new Uint8Array(32).fill(7);

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
  // Hand-made: 23:00 has 1, 2, 6 (mean 3), 00:00 of 1 March has 10 alone, 01:00 nothing, 02:00 has 4 and 5.
  await store.ingest({
    sequence: 0,
    columns: [
      numbers(SPEED, [T0, T0 + 1, T0 + HOUR - 1], [1, 2, 6]),
      strings(WEATHER, [T0, T0 + 5], ['sun', 'rain']),
    ],
  });
  await store.ingest({ sequence: 1, columns: [numbers(SPEED, [T0 + HOUR], [10])] });
  await store.ingest({
    sequence: 0,
    stream: IMPORT,
    source: 'simulated',
    ownerEpoch: 1,
    columns: [numbers(SPEED, [T0 + 3 * HOUR, T0 + 3 * HOUR + 10], [4, 5])],
  });
});
afterAll(async () => {
  await store.close();
});

const day: SeriesQuery = { vehicle: 1, paths: [SPEED], fromMs: T0, toMs: T0 + 4 * HOUR };

describe('series', () => {
  test.each<[Aggregate, number[]]>([
    ['avg', [3, 10, 4.5]],
    ['min', [1, 10, 4]],
    ['max', [6, 10, 5]],
    ['first', [1, 10, 4]],
    ['last', [6, 10, 5]],
    ['count', [3, 1, 2]],
  ])('%s of an hour', async (aggregate, expected) => {
    const { items } = await store.telemetry.series({ ...day, intervalMs: HOUR, aggregate });
    expect(items.map(({ timeMs }) => timeMs)).toEqual([T0, T0 + HOUR, T0 + 3 * HOUR]);
    expect(items.map(({ value }) => value)).toEqual(expected);
    expect(items.map(({ count }) => count)).toEqual([3, 1, 2]);
    expect(items.map(({ source }) => source)).toEqual(['software', 'software', 'simulated']);
  });

  test('pages through several signals without loss or repetition', async () => {
    for (const step of [{}, { intervalMs: HOUR, aggregate: 'last' as const }]) {
      const query = { ...day, paths: [SPEED, WEATHER, 'Vehicle.Unknown'], ...step };
      const whole = (await store.telemetry.series(query)).items;
      for (const limit of [1, 2, 3, 100]) {
        const pages = [];
        let cursor: string | undefined;
        do {
          const page = await store.telemetry.series({ ...query, limit, ...(cursor && { cursor }) });
          pages.push(...page.items);
          cursor = page.nextCursor;
        } while (cursor !== undefined);
        expect(pages).toEqual(whole);
      }
    }
  });

  test('takes the start and leaves the end of a period', async () => {
    const { items } = await store.telemetry.series({ ...day, fromMs: T0 + 1, toMs: T0 + HOUR });
    expect(items.map(({ value }) => value)).toEqual([2, 6]);
  });

  test('shows one owner only his epoch', async () => {
    const { items } = await store.telemetry.series({ ...day, ownerEpoch: 1 });
    expect(items.map(({ value }) => value)).toEqual([4, 5]);
  });

  test.each<Partial<SeriesQuery>>([
    { paths: [WEATHER], intervalMs: HOUR, aggregate: 'avg' },
    { intervalMs: 0, aggregate: 'avg' },
    { cursor: 'nonsense' },
    { cursor: Buffer.from('[1.5,"x"]').toString('base64url') },
  ])('refuses %j', async (wrong) => {
    await expect(store.telemetry.series({ ...day, ...wrong })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });
});

test('samples stand side by side, in time', async () => {
  const rows = [];
  for await (const row of store.telemetry.samples({
    ...day,
    toMs: T0 + HOUR,
    paths: [WEATHER, SPEED, 'none'],
  })) {
    rows.push([row.timeMs - T0, ...row.values]);
  }
  expect(rows).toEqual([
    [0, 'sun', 1, undefined],
    [1, undefined, 2, undefined],
    [5, 'rain', undefined, undefined],
    [HOUR - 1, undefined, 6, undefined],
  ]);
});

test('a reading is found with its batch', async () => {
  const found = await store.telemetry.findReading({ vehicle: 1, path: SPEED, atMs: T0 + HOUR });
  expect(found).toMatchObject({ value: 10, timeMs: T0 + HOUR, header: { sequence: 1, leafIndex: 1 } });
  const record = (await store.log.read(found?.header.position ?? -1)).record;
  expect(record).toMatchObject({ type: 'batch', vehicle: 1 });
  const query = { vehicle: 1, path: SPEED, atMs: T0 + 2 * HOUR };
  expect(await store.telemetry.findReading(query)).toBeUndefined();
  expect(await store.telemetry.findReading({ ...query, toleranceMs: 2 * HOUR })).toMatchObject({ value: 10 });
  expect(await store.telemetry.findReading({ ...query, vehicle: 2 })).toBeUndefined();
});

test('signals of a vehicle', async () => {
  expect(await store.telemetry.signalsOf({ vehicle: 1, ownerEpoch: 0 })).toEqual([
    { path: WEATHER, readings: 2, firstMs: T0, lastMs: T0 + 5 },
    { path: SPEED, readings: 4, firstMs: T0, lastMs: T0 + HOUR },
  ]);
});

describe('headers', () => {
  test('come by stream and sequence, page by page', async () => {
    const first = await store.telemetry.headers({ vehicle: 1, limit: 2 });
    expect(first.items.map(({ sequence }) => sequence)).toEqual([0, 1]);
    const rest = await store.telemetry.headers({ vehicle: 1, limit: 2, cursor: first.nextCursor ?? '' });
    expect(rest).toMatchObject({ items: [{ sequence: 0, source: 'simulated' }], nextCursor: undefined });
    expect(rest.items[0]?.stream).toEqual(IMPORT);
  });

  test('of a stream and of a period', async () => {
    const { items } = await store.telemetry.headers({ vehicle: 1, stream: IMPORT });
    expect(items).toHaveLength(1);
    const within = await store.telemetry.headers({ vehicle: 1, fromMs: T0 + HOUR, toMs: T0 + 2 * HOUR });
    expect(within.items.map(({ sequence }) => sequence)).toEqual([1]);
  });

  test('by hash, and their hashes as leaves of the log', async () => {
    const { items } = await store.telemetry.headers({ vehicle: 1 });
    const leaves = await store.telemetry.leaves(0, 3);
    for (const header of items) {
      const at = (header.leafIndex ?? 0) * 32;
      expect(leaves.subarray(at, at + 32)).toEqual(header.headerHash);
      expect(await store.telemetry.headerByHash(header.headerHash)).toEqual(header);
    }
    expect(await store.telemetry.headerByHash(new Uint8Array(32))).toBeUndefined();
    await expect(store.telemetry.leaves(0, 4)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('streams know their heads', async () => {
    const streams = await store.telemetry.streams();
    expect(streams).toMatchObject([
      { headers: 2, readings: 6, fromMs: T0, head: { sequence: 1 } },
      { headers: 1, readings: 2, source: 'simulated', head: { sequence: 0 } },
    ]);
  });
});

describe('export', () => {
  const period = { vehicle: 1, fromMs: T0, toMs: T0 + 4 * HOUR };

  test('as CSV', async () => {
    const csv = await text(await store.telemetry.exportPeriod({ ...period, ownerEpoch: 0, format: 'csv' }));
    expect(csv.trim().split('\n')).toEqual([
      'time,signal,value,unit,source',
      '2024-02-29T23:00:00.000Z,Vehicle.Datacar.Weather,sun,,software',
      '2024-02-29T23:00:00.000Z,Vehicle.Speed,1.0,km/h,software',
      '2024-02-29T23:00:00.001Z,Vehicle.Speed,2.0,km/h,software',
      '2024-02-29T23:00:00.005Z,Vehicle.Datacar.Weather,rain,,software',
      '2024-02-29T23:59:59.999Z,Vehicle.Speed,6.0,km/h,software',
      '2024-03-01T00:00:00.000Z,Vehicle.Speed,10.0,km/h,software',
    ]);
  });

  test('as Parquet with types, and leaves no file behind', async () => {
    const stream = await store.telemetry.exportPeriod({ ...period, format: 'parquet' });
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    const file = join(store.directory, 'out.parquet');
    await writeFile(file, Buffer.concat(chunks));
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    const types = await connection.runAndReadAll(`describe select * from '${file}'`);
    expect(types.getRows().map(([name, type]) => `${name} ${type}`)).toEqual([
      'time TIMESTAMP WITH TIME ZONE',
      'signal VARCHAR',
      'value DOUBLE',
      'text VARCHAR',
      'unit VARCHAR',
      'source VARCHAR',
    ]);
    const rows = await connection.runAndReadAll(
      `select epoch_us(time)::double, value from '${file}' where text is null order by time`,
    );
    expect(rows.getRows()).toEqual([
      [T0 * 1000, 1],
      [(T0 + 1) * 1000, 2],
      [(T0 + HOUR - 1) * 1000, 6],
      [(T0 + HOUR) * 1000, 10],
      [(T0 + 3 * HOUR) * 1000, 4],
      [(T0 + 3 * HOUR + 10) * 1000, 5],
    ]);
    instance.closeSync();
    await expect.poll(() => readdir(`${store.path}.exports`)).toEqual([]);
  });

  test('of nothing has a header line', async () => {
    const stream = await store.telemetry.exportPeriod({ ...period, paths: ['none'], format: 'csv' });
    expect(await text(stream)).toBe('time,signal,value,unit,source\n');
  });
});

test('anchors are found by what they cover', async () => {
  const anchor = (size: number) => ({
    type: 'anchor' as const,
    logId: 0,
    size,
    root: new Uint8Array(32).fill(size),
    mapRoot: new Uint8Array(32),
    mapSize: 1,
    checkpoint: `datacar/1/0x0/0\n${size}\n`,
    rawTransaction: Uint8Array.of(2, size),
    transactionHash: new Uint8Array(32).fill(1),
    blockNumber: size,
    blockHash: new Uint8Array(32),
    blockTimeMs: T0,
  });
  for (const size of [1, 3]) {
    const record = anchor(size);
    await store.telemetry.projectAnchor(record, await store.log.append(record, { isLeaf: false }));
  }
  expect(await store.telemetry.latestAnchor()).toMatchObject({ size: 3, checkpoint: 'datacar/1/0x0/0\n3\n' });
  expect((await store.telemetry.anchorCovering(0))?.size).toBe(1);
  expect((await store.telemetry.anchorCovering(1))?.size).toBe(3);
  expect(await store.telemetry.anchorCovering(3)).toBeUndefined();
  const first = await store.telemetry.anchors({ limit: 1 });
  const second = await store.telemetry.anchors({ limit: 1, cursor: first.nextCursor ?? '' });
  expect([first.items[0]?.size, second.items[0]?.size, second.nextCursor]).toEqual([3, 1, undefined]);
  await store.reopen(undefined, { isRebuild: true });
  expect((await store.telemetry.latestAnchor())?.rawTransaction).toEqual(Uint8Array.of(2, 3));
});
