// SPDX-License-Identifier: Apache-2.0

export interface Point {
  /** Metres east of home. */
  eastM: number;
  /** Metres north of home. */
  northM: number;
}

/** Hills: wavelength in metres, height in metres, direction in radians. Their steepest sum is 8 %. */
const WAVES = [
  [9_000, 45, 0.3],
  [4_100, 18, 1.9],
  [1_700, 5, 4.1],
] as const;

/** Height above home. A function of the place alone, so every way round ends at the height at which it began. */
export function terrainHeight({ eastM, northM }: Point): number {
  let height = 0;
  for (const [wavelength, amplitude, direction] of WAVES) {
    const along = eastM * Math.cos(direction) + northM * Math.sin(direction);
    height += amplitude * Math.sin((2 * Math.PI * along) / wavelength);
  }
  return height;
}
