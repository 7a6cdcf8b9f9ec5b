// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { searchSignals } from './searchSignals.ts';

const signal = (path: string, description: string) => ({
  path,
  description,
  type: 'float',
  unit: null,
  min: null,
  max: null,
  allowed: null,
});
const signals = [
  signal('Vehicle.AverageSpeed', 'Mean speed of the trip'),
  signal('Vehicle.Speed', 'Speed'),
  signal('Vehicle.Exterior.AirTemperature', 'Outside temperature'),
];
const pathsOf = (question: string) => searchSignals(signals, question).map(({ path }) => path);

test('finds by every word, in name or path, and puts names that begin so first', () => {
  expect(pathsOf('speed')).toEqual(['Vehicle.Speed', 'Vehicle.AverageSpeed']);
  expect(pathsOf('exterior.air')).toEqual(['Vehicle.Exterior.AirTemperature']);
  expect(pathsOf('outside speed')).toEqual([]);
  expect(pathsOf('  ')).toHaveLength(3);
});
