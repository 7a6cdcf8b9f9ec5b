// SPDX-License-Identifier: Apache-2.0
import { type GapSpan, indexAtOrBefore, type Series } from './Series.ts';

/** What uPlot draws: times in seconds, then a column for each line; null breaks a line. */
export type PlotColumns = [number[], ...(number | null)[][]];

export interface ToPlotColumnsOptions {
  /** The lines break here. */
  gaps: readonly GapSpan[];
  /** Between readings further apart than this the line breaks, too. */
  breakAfterMs?: number | undefined;
  /** From a VSS unit to what the plot shows. */
  scale(unit: string | null): { convert(value: number): number };
}

/**
 * Puts series on the time axis of the first; the others show what they said last. Where the car said nothing the
 * lines have a hole, never a straight line over it.
 */
export function toPlotColumns(
  [main, ...others]: readonly [Series, ...Series[]],
  { gaps, breakAfterMs = Number.POSITIVE_INFINITY, scale }: ToPlotColumnsOptions,
): PlotColumns {
  const columns: PlotColumns = [[], ...[main, ...others].map(() => [])];
  const [times, ...lines] = columns;
  const converts = [main, ...others].map(({ unit }) => scale(unit).convert);
  let gap = 0;
  let beforeMs: number | undefined;
  for (const [index, timeMs] of main.timesMs.entries()) {
    while (gap < gaps.length && (gaps[gap]?.toMs ?? 0) <= (beforeMs ?? timeMs)) gap += 1;
    const next = gaps[gap];
    const isAcrossGap =
      next !== undefined && beforeMs !== undefined && next.fromMs < timeMs && next.toMs > beforeMs;
    if (beforeMs !== undefined && (isAcrossGap || timeMs - beforeMs > breakAfterMs)) {
      times.push((beforeMs + timeMs) / 2_000);
      for (const line of lines) line.push(null);
    }
    times.push(timeMs / 1_000);
    lines[0]?.push(toNumber(main, index, converts[0]));
    for (const [i, other] of others.entries()) {
      const known = indexAtOrBefore(other.timesMs, timeMs);
      lines[i + 1]?.push(known === -1 ? null : toNumber(other, known, converts[i + 1]));
    }
    beforeMs = timeMs;
  }
  return columns;
}

function toNumber(
  { values }: Series,
  index: number,
  convert: ((value: number) => number) | undefined,
): number | null {
  const value = values[index];
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'number' && convert !== undefined ? convert(value) : null;
}
