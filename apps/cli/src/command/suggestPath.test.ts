// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { suggestPath } from './suggestPath.ts';

const paths = ['Vehicle.Speed', 'Vehicle.AverageSpeed', 'Vehicle.CurrentLocation.Latitude'];

test.each([
  ['speed', 'Vehicle.Speed'],
  ['Vehicle.Sped', 'Vehicle.Speed'],
  ['vehicle.currentlocation.latitude', 'Vehicle.CurrentLocation.Latitude'],
  ['Vehicle.CurrentLocation.Latitdue', 'Vehicle.CurrentLocation.Latitude'],
])('%s means %s', (typed, path) => {
  expect(suggestPath(typed, paths)).toBe(path);
});

test('what resembles nothing suggests nothing', () => {
  expect(suggestPath('Tyres', paths)).toBeUndefined();
});
