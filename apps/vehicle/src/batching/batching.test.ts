// SPDX-License-Identifier: Apache-2.0
import type { Reading } from '@datacar/core/records/Reading';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFlooredClock } from './createFlooredClock.ts';
import { type ClosedWindow, createLiveBatcher, LATENESS_MS } from './createLiveBatcher.ts';
import { createReadingWindow } from './createReadingWindow.ts';

const SPEED = 'Vehicle.Speed';
const GEAR = 'Vehicle.Powertrain.Transmission.CurrentGear';
const at = (timeMs: number, value: number = timeMs, path = SPEED): Reading => ({ path, timeMs, value });
const MINUTE = 60_000;

const timesOf = ({ readings }: ClosedWindow) => readings.toReadings().map(({ timeMs }) => timeMs);

describe('the window of a batch', () => {
  test('orders columns by path and readings by time', () => {
    const window = createReadingWindow();
    for (const reading of [at(3), at(1), at(2), at(9, 1, GEAR)]) window.add(reading);
    const { columns, count } = window.toColumns();
    expect(columns.map(({ path, kind }) => [path, kind])).toEqual([
      [GEAR, 'integer'],
      [SPEED, 'float'],
    ]);
    expect([...(columns[1]?.timesMs ?? [])]).toEqual([1, 2, 3]);
    expect(count).toBe(4);
  });

  test('counts the same reading twice as one, and keeps the first of two values', () => {
    const window = createReadingWindow();
    for (const reading of [at(1, 5), at(2, 6), at(1, 5), at(2, 7)]) window.add(reading);
    const { columns, count, duplicates, conflicts } = window.toColumns();
    expect(count).toBe(2);
    expect(duplicates).toBe(1);
    expect(conflicts).toEqual([{ path: SPEED, timeMs: 2 }]);
    expect(columns[0]?.values).toEqual(Float64Array.of(5, 6));
  });

  test('does not take a signal that the catalogue does not have', () => {
    expect(createReadingWindow().add({ path: 'Vehicle.Nonsense', timeMs: 1, value: 1 })).toBe(false);
  });
});

describe('what a car says live', () => {
  test('is cut into minutes without a hole, also when nothing is said', () => {
    const batcher = createLiveBatcher({ fromMs: 1_000 });
    batcher.add(at(1_500), 1_500);
    expect(batcher.takeClosed(61_000 + LATENESS_MS - 1)).toEqual([]);
    const windows = [121_000, 181_000].flatMap((endMs) => batcher.takeClosed(endMs + LATENESS_MS));
    expect(windows.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [1_000, 61_000],
      [61_000, 121_000],
      [121_000, 181_000],
    ]);
    expect(windows.map(({ readings }) => readings.count())).toEqual([1, 0, 0]);
    expect(windows.every(({ toMs, nextByMs }) => nextByMs > toMs + MINUTE)).toBe(true);
  });

  test('is cut shorter where somebody wants to see it sooner', () => {
    const batcher = createLiveBatcher({ fromMs: 0, spanMs: 10_000 });
    batcher.add(at(9_999), 9_999);
    batcher.add(at(10_000), 10_000);
    const windows = batcher.takeClosed(20_000 + LATENESS_MS);
    expect(windows.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [0, 10_000],
      [10_000, 20_000],
    ]);
    expect(windows.map(timesOf)).toEqual([[9_999], [10_000]]);
  });

  test('ends at rest with a batch that promises nothing', () => {
    const batcher = createLiveBatcher({ fromMs: 0 });
    batcher.add(at(10), 10);
    batcher.add(at(30_500), 30_000);
    const [closing, ...others] = batcher.rest(30_000);
    expect(others).toEqual([]);
    expect(closing).toMatchObject({ fromMs: 0, toMs: 30_501, nextByMs: 0 });
  });

  test('keeps a reading of the next minute for its own batch', () => {
    const batcher = createLiveBatcher({ fromMs: 0 });
    batcher.add(at(59_999), 60_000);
    batcher.add(at(60_000), 60_000);
    expect(batcher.takeClosed(MINUTE + LATENESS_MS).map(timesOf)).toEqual([[59_999]]);
    expect(batcher.openReadings().map(({ timeMs }) => timeMs)).toEqual([60_000]);
  });

  test('does not claim the time that the machine slept', () => {
    const batcher = createLiveBatcher({ fromMs: 0 });
    batcher.add(at(5), 5);
    const hour = 3_600_000;
    batcher.add(at(hour - 100), hour);
    const windows = batcher.takeClosed(hour);
    expect(windows.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([[0, MINUTE]]);
    expect(batcher.fromMs()).toBe(hour - 100);
    expect(batcher.openReadings()).toHaveLength(1);
  });

  test('refuses what is already signed and what is too far ahead', () => {
    const batcher = createLiveBatcher({ fromMs: 0 });
    batcher.takeClosed(MINUTE + LATENESS_MS);
    expect(batcher.add(at(MINUTE - 1), MINUTE)).toBe('late');
    expect(batcher.add(at(MINUTE + 120_001), MINUTE)).toBe('future');
    expect(batcher.add(at(MINUTE), MINUTE)).toBe('taken');
  });

  test('closes a batch early when it is full', () => {
    const batcher = createLiveBatcher({ fromMs: 0 });
    for (let timeMs = 0; timeMs < 10_001; timeMs += 1) batcher.add(at(timeMs), timeMs);
    const [full] = batcher.takeClosed(10_001);
    expect(full).toMatchObject({ fromMs: 0, toMs: 10_000 });
    expect(full?.readings.count()).toBe(10_000);
    expect(batcher.fromMs()).toBe(10_000);
  });

  test('property: every taken reading is in exactly one window, within its bounds, and windows never overlap', () => {
    const say = fc.record({ stepMs: fc.nat(40_000), offsetMs: fc.integer({ min: -3_000, max: 130_000 }) });
    fc.assert(
      fc.property(fc.array(say, { maxLength: 60 }), (said) => {
        const batcher = createLiveBatcher({ fromMs: 0 });
        const windows: ClosedWindow[] = [];
        let nowMs = 0;
        let taken = 0;
        for (const [index, { stepMs, offsetMs }] of said.entries()) {
          nowMs += stepMs;
          if (batcher.add(at(nowMs + offsetMs, index), nowMs) === 'taken') taken += 1;
          windows.push(...batcher.takeClosed(nowMs));
        }
        windows.push(...batcher.rest(nowMs));
        expect(windows.reduce((sum, { readings }) => sum + readings.count(), 0)).toBe(taken);
        let endMs = 0;
        for (const window of windows) {
          expect(window.fromMs).toBeGreaterThanOrEqual(endMs);
          expect(window.toMs - window.fromMs).toBeGreaterThan(0);
          expect(window.toMs - window.fromMs).toBeLessThanOrEqual(MINUTE);
          expect(timesOf(window).every((timeMs) => timeMs >= window.fromMs && timeMs < window.toMs)).toBe(
            true,
          );
          endMs = window.toMs;
        }
        expect(windows.at(-1)?.nextByMs).toBe(0);
      }),
    );
  });
});

describe('the clock of a car', () => {
  test('never falls below its floor, and runs on from there while the machine believes it is 1970', () => {
    let systemMs = 0;
    let monotonicMs = 500;
    const clock = createFlooredClock(
      { floorMs: 1_700_000_000_000 },
      { systemMs: () => systemMs, monotonicMs: () => monotonicMs },
    );
    expect(clock()).toBe(1_700_000_000_000);
    monotonicMs += 2_500;
    systemMs += 2_500;
    expect(clock()).toBe(1_700_000_002_500);
    systemMs = 1_700_000_100_000;
    expect(clock()).toBe(1_700_000_100_000);
  });

  test('property: it never runs backwards', () => {
    const step = fc.record({
      systemMs: fc.integer({ min: -5_000_000, max: 5_000_000 }),
      elapsedMs: fc.nat(100_000),
    });
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.array(step), (floorMs, steps) => {
        let systemMs = 5_000_000;
        let monotonicMs = 0;
        const clock = createFlooredClock(
          { floorMs },
          { systemMs: () => systemMs, monotonicMs: () => monotonicMs },
        );
        let last = floorMs;
        for (const jump of steps) {
          systemMs += jump.systemMs;
          monotonicMs += jump.elapsedMs;
          const now = clock();
          expect(now).toBeGreaterThanOrEqual(last);
          last = now;
        }
      }),
    );
  });
});
