// SPDX-License-Identifier: Apache-2.0

/** About ten meters: a parking place, not a door. */
const digits = 4;

/** "41.6529° N, 4.7346° W". */
export function formatLocation(
  { latitude, longitude }: { latitude: number; longitude: number },
  number: (value: number, digitsMax: number) => string,
): string {
  const part = (value: number, [positive, negative]: readonly [string, string]): string =>
    `${number(Math.abs(value), digits)}°\u00a0${value < 0 ? negative : positive}`;
  return `${part(latitude, ['N', 'S'])}, ${part(longitude, ['E', 'W'])}`;
}
