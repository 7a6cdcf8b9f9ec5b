// SPDX-License-Identifier: Apache-2.0

/** From inclusive, to exclusive. */
export interface Interval {
  fromMs: number;
  toMs: number;
}

/** Disjoint and ascending; empty and reversed ones vanish. */
export function unionIntervals(intervals: readonly Interval[]): Interval[] {
  const union: Interval[] = [];
  const sorted = intervals
    .filter(({ fromMs, toMs }) => fromMs < toMs)
    .sort((left, right) => left.fromMs - right.fromMs);
  for (const { fromMs, toMs } of sorted) {
    const last = union.at(-1);
    if (last === undefined || last.toMs < fromMs) union.push({ fromMs, toMs });
    else last.toMs = Math.max(last.toMs, toMs);
  }
  return union;
}

/** What of the first intervals is in none of the second. */
export function subtractIntervals(intervals: readonly Interval[], less: readonly Interval[]): Interval[] {
  const holes = unionIntervals(less);
  const rest: Interval[] = [];
  let hole = 0;
  for (const { fromMs, toMs } of unionIntervals(intervals)) {
    let startMs = fromMs;
    while ((holes[hole]?.toMs ?? Number.POSITIVE_INFINITY) <= startMs) hole += 1;
    for (let next = hole; ; next++) {
      const { fromMs: holeFromMs, toMs: holeToMs } = holes[next] ?? { fromMs: toMs, toMs };
      if (startMs < Math.min(holeFromMs, toMs))
        rest.push({ fromMs: startMs, toMs: Math.min(holeFromMs, toMs) });
      if (holeFromMs >= toMs) break;
      startMs = Math.max(startMs, holeToMs);
    }
  }
  return rest;
}

/** The union of intervals, cut to a period. */
export function clipIntervals(intervals: readonly Interval[], period: Interval): Interval[] {
  return unionIntervals(
    intervals.map(({ fromMs, toMs }) => ({
      fromMs: Math.max(fromMs, period.fromMs),
      toMs: Math.min(toMs, period.toMs),
    })),
  );
}

/** Total length of disjoint intervals. */
export function sumIntervals(intervals: readonly Interval[]): number {
  return intervals.reduce((totalMs, { fromMs, toMs }) => totalMs + (toMs - fromMs), 0);
}
