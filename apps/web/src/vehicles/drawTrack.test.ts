// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { drawTrack } from './drawTrack.ts';

test('fits a track with north up and its shape kept', () => {
  // At the equator a degree is as long both ways: a way north-east is a diagonal of the smaller side.
  expect(
    drawTrack([
      { latitude: 0, longitude: 10 },
      { latitude: 1, longitude: 11 },
    ]),
  ).toEqual({ path: 'M24 54L72 6', start: [24, 54], end: [72, 6] });
});

test('one point is no track, and a car that stood is drawn in the middle', () => {
  expect(drawTrack([{ latitude: 47, longitude: 8 }])).toBeUndefined();
  const still = { latitude: 47, longitude: 8 };
  expect(drawTrack([still, still])?.start).toEqual([48, 30]);
});
