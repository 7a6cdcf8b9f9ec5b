// SPDX-License-Identifier: Apache-2.0

export interface Spread {
  count: number;
  median: number;
  /** A quarter of the values is below, a quarter above. */
  quartileLower: number;
  quartileUpper: number;
}

/** Median and quartiles, interpolated between neighbours (Hyndman and Fan, type 7). Undefined of nothing. */
export function summarizeSpread(values: readonly number[]): Spread | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const position = share * (sorted.length - 1);
    const below = sorted[Math.floor(position)] ?? 0;
    const above = sorted[Math.ceil(position)] ?? below;
    return below + (above - below) * (position - Math.floor(position));
  };
  return { count: sorted.length, median: at(0.5), quartileLower: at(0.25), quartileUpper: at(0.75) };
}
