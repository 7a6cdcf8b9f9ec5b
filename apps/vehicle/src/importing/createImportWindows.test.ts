// SPDX-License-Identifier: Apache-2.0
import { MAX_BATCH_READINGS } from '@datacar/core/records/batchLimits';
import type { Reading } from '@datacar/core/records/Reading';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SignableWindow } from '../signing/createBatchSigner.ts';
import { createImportWindows, type ImportWindows } from './createImportWindows.ts';

const SPEED = 'Vehicle.Speed';
const at = (timeMs: number, value: number = timeMs): Reading => ({ path: SPEED, timeMs, value });
const boundsOf = (windows: readonly SignableWindow[]) => windows.map(({ fromMs, toMs }) => [fromMs, toMs]);
const timesOf = (windows: readonly SignableWindow[]) =>
  windows.flatMap(({ content }) => content.columns.flatMap(({ timesMs }) => [...timesMs]));

function cut(readings: readonly Reading[], windows: ImportWindows = createImportWindows()): SignableWindow[] {
  const complete: SignableWindow[] = [];
  for (const reading of readings) {
    windows.add(reading);
    complete.push(...windows.takeComplete());
  }
  return [...complete, ...windows.takeRest()];
}

describe('the windows of a file', () => {
  test('are UTC minutes, the first and the last clipped to the readings', () => {
    expect(boundsOf(cut([at(30_000), at(60_000), at(119_999), at(120_500)]))).toEqual([
      [30_000, 60_000],
      [60_000, 120_000],
      [120_000, 120_501],
    ]);
  });

  test('leave minutes out in which the file says nothing', () => {
    expect(boundsOf(cut([at(0), at(600_000)]))).toEqual([
      [0, 60_000],
      [600_000, 600_001],
    ]);
  });

  test('do not depend on the order of the rows', () => {
    const readings = [at(5), at(61_000), at(59_000), at(200_000), at(130_000)];
    expect(cut([...readings].reverse())).toEqual(cut(readings));
  });

  test('of nothing are none', () => {
    expect(cut([])).toEqual([]);
  });

  test('are halved until each fits into a batch', () => {
    const readings = Array.from({ length: 25_000 }, (_, index) => at(index * 2));
    const windows = cut(readings);
    expect(windows.every(({ content }) => content.count <= MAX_BATCH_READINGS)).toBe(true);
    expect(timesOf(windows)).toEqual(readings.map(({ timeMs }) => timeMs));
    expect(windows.at(-1)?.toMs).toBe(49_999);
  });

  test('of a file that is too large to be sorted are given out as it is read; what comes too late is refused', () => {
    const windows = createImportWindows({ sortedReadingsMax: 100 });
    const complete: SignableWindow[] = [];
    for (let second = 0; second < 1_000; second += 1) {
      expect(windows.add(at(second * 1_000))).toBe('taken');
      complete.push(...windows.takeComplete());
    }
    expect(complete.length).toBeGreaterThan(10);
    expect(windows.add(at(1))).toBe('unordered');
    expect(timesOf([...complete, ...windows.takeRest()])).toHaveLength(1_000);
  });

  test('property: hold every reading once, in order, within bounds, whatever the limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(2_000_000), { maxLength: 300 }),
        fc.integer({ min: 20, max: 400 }),
        (times, limit) => {
          const windows = createImportWindows({ sortedReadingsMax: limit });
          const complete: SignableWindow[] = [];
          const taken = new Set<number>();
          for (const timeMs of times) {
            if (windows.add(at(timeMs)) === 'taken') taken.add(timeMs);
            complete.push(...windows.takeComplete());
          }
          complete.push(...windows.takeRest());
          expect(timesOf(complete)).toEqual([...taken].sort((a, b) => a - b));
          let endMs = 0;
          for (const { fromMs, toMs, content } of complete) {
            expect(fromMs).toBeGreaterThanOrEqual(endMs);
            expect(toMs - fromMs).toBeLessThanOrEqual(60_000);
            const inside = content.columns.every(({ timesMs }) =>
              timesMs.every((timeMs) => timeMs >= fromMs && timeMs < toMs),
            );
            expect(inside).toBe(true);
            endMs = toMs;
          }
        },
      ),
    );
  });

  test('count what the file says twice', () => {
    const windows = createImportWindows();
    cut([at(1, 7), at(1, 7), at(2, 7), at(2, 8)], windows);
    expect(windows.repeated()).toEqual({
      duplicates: 1,
      conflicts: [{ path: SPEED, timeMs: 2 }],
      conflictsTotal: 1,
    });
  });
});
