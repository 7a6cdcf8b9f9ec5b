// SPDX-License-Identifier: Apache-2.0

/** Colors of the bands, slow to fast. */
export const speedColors = [
  '--speed-1',
  '--speed-2',
  '--speed-3',
  '--speed-4',
  '--speed-5',
  '--speed-6',
] as const;

/** Ends of bands are round numbers that people read on a speedometer. */
const steps = [5, 10, 15, 20, 25, 30, 40, 50];

/** Width of a speed band, in the viewer's unit, so that the fastest speed falls into the last one. */
export function speedStep(speedMax: number): number {
  return steps.find((step) => step * speedColors.length >= speedMax) ?? 50;
}

export function speedBand(speed: number, step: number): number {
  return Math.min(speedColors.length - 1, Math.max(0, Math.floor(speed / step)));
}
