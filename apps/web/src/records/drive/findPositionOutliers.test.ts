// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { findPositionOutliers, type Position } from './findPositionOutliers.ts';

/** A car that drives north at 20 m/s. */
const road = (count: number, from = 34): Position[] =>
  Array.from({ length: count }, (_, i) => ({
    timeMs: i * 1_000,
    latitude: from + (i * 20) / 111_195,
    longitude: -6.8,
  }));

const withAt = (positions: Position[], changes: Record<number, Partial<Position>>): Position[] =>
  positions.map((position, index) => ({ ...position, ...changes[index] }));

test('a clean road has none', () => {
  expect(findPositionOutliers(road(100))).toEqual(new Set());
  expect(findPositionOutliers([])).toEqual(new Set());
  expect(findPositionOutliers(road(3))).toEqual(new Set());
});

test('positions without a fix and single leaps are found, also at both ends', () => {
  const positions = withAt(road(20), {
    0: { latitude: 0, longitude: 0 },
    7: { latitude: 0 },
    11: { longitude: 155 },
    12: { latitude: 60 },
    19: { longitude: -7.8 },
  });
  expect(findPositionOutliers(positions)).toEqual(new Set([0, 7, 11, 12, 19]));
});

test('a leap at the start does not condemn the road after it', () => {
  expect(findPositionOutliers(withAt(road(20), { 0: { latitude: 50 } }))).toEqual(new Set([0]));
});

test('a car that comes out of a tunnel elsewhere is believed', () => {
  const positions = [
    ...road(20),
    ...road(20, 35).map((position) => ({ ...position, timeMs: position.timeMs + 20_000 })),
  ];
  expect(findPositionOutliers(positions)).toEqual(new Set());
});
