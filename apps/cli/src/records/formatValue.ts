// SPDX-License-Identifier: Apache-2.0

/** A value as it was recorded; a mean, whose digits are arithmetic, at a length that can be read. */
export function formatValue(value: number | boolean | string, { isMean = false } = {}): string {
  if (typeof value === 'number' && isMean && !Number.isInteger(value))
    return String(Number(value.toPrecision(8)));
  return String(value);
}
