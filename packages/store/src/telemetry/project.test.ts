// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../internal/testing/openTestStore.ts';
import { ingest, numbers, strings } from '../internal/testing/smallServer.ts';

const T0 = Date.UTC(2026, 2, 29, 0, 59, 59);
const SPEED = 'Vehicle.Speed';
const WEATHER = 'Vehicle.Datacar.Weather';

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(async () => {
  await store.close();
});

const everything = { fromMs: 0, toMs: T0 + 1e9 };

async function allOf(vehicle: number, paths: string[]) {
  const { items } = await store.telemetry.series({ vehicle, paths, ...everything });
  return items.map(({ path, timeMs, value }) => [path, timeMs, value]);
}

describe('the same reading again', () => {
  test('is a duplicate with the equal value and a conflict with another; the first stays', async () => {
    const first = await store.ingest({
      sequence: 0,
      columns: [numbers(SPEED, [T0, T0 + 1000], [1, 2]), strings(WEATHER, [T0], ['rain'])],
    });
    expect(first).toMatchObject({ added: 3, duplicates: 0, conflicts: 0 });
    const second = await store.ingest({
      sequence: 1,
      columns: [
        numbers(SPEED, [T0, T0 + 500, T0 + 1000], [1, 9, 7]),
        strings(WEATHER, [T0, T0 + 1], ['sun', 'sun']),
      ],
    });
    expect(second).toMatchObject({ added: 2, duplicates: 1, conflicts: 2 });
    expect(await allOf(1, [SPEED, WEATHER])).toEqual([
      [WEATHER, T0, 'rain'],
      [SPEED, T0, 1],
      [WEATHER, T0 + 1, 'sun'],
      [SPEED, T0 + 500, 9],
      [SPEED, T0 + 1000, 2],
    ]);
  });

  test('is none when another vehicle or signal says it', async () => {
    await store.ingest({ sequence: 0, columns: [numbers(SPEED, [T0], [1])] });
    const other = await store.ingest({ vehicle: 2, sequence: 0, columns: [numbers(SPEED, [T0], [2])] });
    expect(other).toMatchObject({ added: 1, duplicates: 0, conflicts: 0 });
  });

  test('is judged alike in any order of batches, flushes and restarts, and by a rebuild', async () => {
    const reading = fc.tuple(
      fc.constantFrom(1, 2),
      fc.constantFrom(SPEED, 'Vehicle.CurrentLocation.Altitude'),
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 0, max: 1 }),
    );
    const step = fc.oneof(
      { weight: 8, arbitrary: fc.array(reading, { minLength: 1, maxLength: 6 }) },
      { weight: 1, arbitrary: fc.constantFrom('flush' as const, 'restart' as const) },
    );
    let sequence = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        await store.close();
        store = await openTestStore();
        const model = new Map<string, number>();
        for (const current of steps) {
          if (current === 'flush') await store.telemetry.flush();
          else if (current === 'restart') await store.reopen();
          else {
            const vehicle = current[0]?.[0] ?? 1;
            const columns = columnsOf(current);
            const expected = { added: 0, duplicates: 0, conflicts: 0 };
            for (const { path, timesMs, values } of columns) {
              for (const [index, timeMs] of timesMs.entries()) {
                const name = `${vehicle} ${path} ${timeMs}`;
                const before = model.get(name);
                const value = Number(values[index]);
                if (before === undefined) model.set(name, value);
                expected[before === undefined ? 'added' : before === value ? 'duplicates' : 'conflicts'] += 1;
              }
            }
            sequence += 1;
            expect(await store.ingest({ vehicle, sequence, columns })).toMatchObject(expected);
          }
        }
        for (const options of [{}, { isRebuild: true }]) {
          await store.reopen(undefined, options);
          expect((await store.telemetry.growth()).readings).toBe(model.size);
          for (const vehicle of [1, 2]) {
            for (const [path, timeMs, value] of await allOf(vehicle, [
              SPEED,
              'Vehicle.CurrentLocation.Altitude',
            ])) {
              expect(model.get(`${vehicle} ${path} ${timeMs}`)).toBe(value);
            }
          }
        }
      }),
      { numRuns: 10 },
    );
  });
});

/** One column a path, times rising, one reading a time: what a batch can hold. */
function columnsOf(readings: [number, string, number, number][]) {
  const paths = new Map<string, Map<number, number>>();
  for (const [, path, offset, value] of readings) {
    paths.set(path, (paths.get(path) ?? new Map()).set(T0 + offset * 1000, value));
  }
  return [...paths].sort().map(([path, times]) => {
    const sorted = [...times].sort(([a], [b]) => a - b);
    return numbers(
      path,
      sorted.map(([time]) => time),
      sorted.map(([, value]) => value),
    );
  });
}

test('keeps every value exactly: fractions, large and negative numbers, booleans, texts', async () => {
  const doubles = [0, 0.1, -1.5, 1e-300, 1.7976931348623157e308, 2 ** 53 - 1, -12345.678901234567];
  const times = doubles.map((_, index) => T0 + index);
  const words = ['', 'Schnee', "O'Brien; drop table", 'nul\u0000byte', '雪', '😀'];
  await store.ingest({
    sequence: 0,
    columns: [
      numbers(SPEED, times, doubles),
      strings(
        WEATHER,
        words.map((_, index) => T0 + index),
        words,
      ),
      { ...numbers('Vehicle.IsMoving', [T0, T0 + 1], [1, 0]), kind: 'boolean' } as never,
    ],
  });
  await store.reopen();
  const values = async (path: string) => (await allOf(1, [path])).map(([, , value]) => value);
  expect(await values(SPEED)).toEqual(doubles);
  expect(await values(WEATHER)).toEqual(words);
  expect(await values('Vehicle.IsMoving')).toEqual([true, false]);
});

test('takes a batch larger than a data chunk', async () => {
  const times = Array.from({ length: 9000 }, (_, index) => T0 + index * 10);
  await store.ingest({
    sequence: 0,
    columns: [
      numbers(
        SPEED,
        times,
        times.map((time) => time % 977),
      ),
    ],
  });
  const { items } = await store.telemetry.series({ vehicle: 1, paths: [SPEED], ...everything });
  expect(items.map(({ timeMs }) => timeMs)).toEqual(times);
  expect(items.every(({ timeMs, value }) => value === timeMs % 977)).toBe(true);
});

describe('latest values', () => {
  test('follow the newest time, with source and epoch, also after a restart', async () => {
    await store.ingest({ sequence: 0, columns: [numbers(SPEED, [T0, T0 + 2000], [1, 3])] });
    await store.ingest({
      sequence: 1,
      source: 'import',
      ownerEpoch: 1,
      columns: [numbers(SPEED, [T0 + 1000], [2]), strings(WEATHER, [T0 + 1000], ['sun'])],
    });
    for (const step of [async () => {}, () => store.reopen()]) {
      await step();
      expect(store.telemetry.latest.list(1)).toEqual([
        { path: WEATHER, timeMs: T0 + 1000, value: 'sun', source: 'import', ownerEpoch: 1 },
        { path: SPEED, timeMs: T0 + 2000, value: 3, source: 'software', ownerEpoch: 0 },
      ]);
      expect(store.telemetry.latest.get(1, SPEED)?.value).toBe(3);
      expect(store.telemetry.latest.list(1, [WEATHER])).toHaveLength(1);
      expect(store.telemetry.latest.list(2)).toEqual([]);
    }
  });

  test('are told to subscribers when they move', async () => {
    const heard: unknown[] = [];
    const leave = store.telemetry.latest.subscribe(1, (_vehicle, values) =>
      heard.push(values.map(({ value }) => value)),
    );
    await store.ingest({ sequence: 0, columns: [numbers(SPEED, [T0, T0 + 2000], [1, 3])] });
    await store.ingest({ sequence: 1, columns: [numbers(SPEED, [T0 + 1000], [2])] });
    await store.ingest({ vehicle: 2, sequence: 0, columns: [numbers(SPEED, [T0], [9])] });
    leave();
    await store.ingest({ sequence: 2, columns: [numbers(SPEED, [T0 + 3000], [4])] });
    expect(heard).toEqual([[3]]);
  });
});

test('a fork is kept as a header without readings', async () => {
  await store.ingest({ sequence: 0, columns: [numbers(SPEED, [T0], [1])] });
  await store.ingest({ sequence: 0, isFork: true, columns: [numbers(SPEED, [T0 + 1], [2])] });
  const headers = await store.telemetry.headersAt(1, new Uint8Array(32), 0);
  expect(headers.map(({ isFork }) => isFork)).toEqual([false, true]);
  expect(await allOf(1, [SPEED])).toEqual([[SPEED, T0, 1]]);
  expect(await store.telemetry.streams(1)).toMatchObject([{ headers: 2, forks: 1, head: { isFork: false } }]);
});

test('a batch that was never projected is read from the log when the next one comes', async () => {
  const { log, keys } = store;
  const forgetful = { log, keys, telemetry: { ...store.telemetry, project: async () => ({}) as never } };
  await ingest({ sequence: 0, columns: [numbers(SPEED, [T0], [1])] }, forgetful);
  await store.ingest({ sequence: 1, columns: [numbers(SPEED, [T0 + 1000], [2])] });
  expect(await allOf(1, [SPEED])).toEqual([
    [SPEED, T0, 1],
    [SPEED, T0 + 1000, 2],
  ]);
});
