// SPDX-License-Identifier: Apache-2.0
import type { QuerySeriesReturnType } from '@datacar/sdk/records/querySeries';

export type SeriesValue = QuerySeriesReturnType['items'][number]['value'];

/** Readings of one signal, ordered by time, in columns. */
export interface Series {
  signal: string;
  /** VSS unit. */
  unit: string | null;
  timesMs: number[];
  values: SeriesValue[];
}

export interface GapSpan {
  fromMs: number;
  toMs: number;
}

/** Index of the newest reading until then, or -1. */
export function indexAtOrBefore(timesMs: readonly number[], timeMs: number): number {
  let low = 0;
  let high = timesMs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timesMs[middle] ?? 0) <= timeMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Index of the reading nearest in time, or -1 when there is none. */
export function indexNearest(timesMs: readonly number[], timeMs: number): number {
  const before = indexAtOrBefore(timesMs, timeMs);
  const after = before + 1;
  if (before === -1) return timesMs.length === 0 ? -1 : 0;
  if (after === timesMs.length) return before;
  return timeMs - (timesMs[before] ?? 0) <= (timesMs[after] ?? 0) - timeMs ? before : after;
}
