// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { Series } from './Series.ts';
import { toPlotColumns } from './toPlotColumns.ts';

const series = (
  signal: string,
  readings: readonly (readonly [number, number | boolean | string])[],
): Series => ({
  signal,
  unit: null,
  timesMs: readings.map(([timeMs]) => timeMs),
  values: readings.map(([, value]) => value),
});
const scale = () => ({ convert: (value: number) => value * 10 });

test('lines have a hole where nothing is known, and none beside it', () => {
  const speed = series('speed', [
    [1_000, 1],
    [2_000, 2],
    [20_000, 3],
    [21_000, 4],
  ]);
  const gaps = [{ fromMs: 2_000, toMs: 20_000 }];
  expect(toPlotColumns([speed], { gaps, scale })).toEqual([
    [1, 2, 11, 20, 21],
    [10, 20, null, 30, 40],
  ]);
  expect(toPlotColumns([speed], { gaps: [], scale })[0]).toHaveLength(4);
  expect(toPlotColumns([speed], { gaps: [], breakAfterMs: 5_000, scale })[1]).toContain(null);
});

test('other lines show what was said last, and nothing before it', () => {
  const speed = series('speed', [
    [1_000, 1],
    [2_000, 2],
    [3_000, 3],
  ]);
  const isOn = series('isOn', [[2_000, true]]);
  const word = series('word', [[1_000, 'Clouds']]);
  expect(toPlotColumns([speed, isOn, word], { gaps: [], scale })).toEqual([
    [1, 2, 3],
    [10, 20, 30],
    [null, 1, 1],
    [null, null, null],
  ]);
});
