// SPDX-License-Identifier: Apache-2.0
import { collectPages } from '@datacar/sdk/client/collectPages';
import { listGaps } from '@datacar/sdk/records/listGaps';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { nowMs } from '../../app/clock.ts';
import type { TimeRange } from './createCursor.ts';
import { loadSeries } from './loadSeries.ts';
import type { GapSpan, Series } from './Series.ts';

const minuteMs = 60_000;
/** So long a period is shown as it was recorded. */
const rawMsMax = 61 * minuteMs;
/** About as many points as a plot has pixels. */
const pointsMax = 500;
const steps = ['10s', '30s', '1m', '5m', '15m', '1h', '3h', '6h', '1d', '7d'] as const;
const stepMs = [
  10_000,
  30_000,
  minuteMs,
  5 * minuteMs,
  15 * minuteMs,
  60 * minuteMs,
  180 * minuteMs,
  360 * minuteMs,
  1_440 * minuteMs,
  10_080 * minuteMs,
];
/** Where a car said nothing for so long, no line is drawn, whether that was a gap or sleep. */
const silenceMs = 15 * minuteMs;
const gapsMax = 2_000;

export interface History {
  /** The readings themselves, or their means. */
  main: Series;
  /** Greatest and least of each interval; absent for readings. */
  edges: { max: Series; min: Series } | null;
  interval: string | null;
  gaps: GapSpan[];
  breakAfterMs: number;
}

export interface HistoryParameters {
  vehicle: string;
  signal: string;
  unit: string | null;
  /** Numbers have means; anything else its last value. */
  isNumber: boolean;
  range: TimeRange;
}

/** One signal over a period, as readings or by intervals, with what is missing. */
export const historyQuery = ({ vehicle, signal, unit, isNumber, range }: HistoryParameters) =>
  queryOptions({
    queryKey: ['vehicles', vehicle, 'history', signal, range.fromMs, range.toMs],
    queryFn: async (): Promise<History> => {
      const empty: Series = { signal, unit, timesMs: [], values: [] };
      const load = async (aggregate?: 'avg' | 'min' | 'max' | 'last'): Promise<Series> => {
        const loaded = await loadSeries({
          ...{ vehicle, signals: [signal], units: new Map([[signal, unit]]) },
          ...{ from: range.fromMs, to: range.toMs },
          ...(aggregate === undefined ? {} : { interval, aggregate }),
        });
        return loaded.get(signal) ?? empty;
      };
      const { interval, intervalMs } = chooseInterval(range);
      const gaps = loadGaps(vehicle, range);
      if (interval === undefined || !isNumber) {
        const main = await load(interval === undefined ? undefined : 'last');
        const breakAfterMs = Math.max(silenceMs, 3 * intervalMs);
        return { main, edges: null, interval: interval ?? null, gaps: await gaps, breakAfterMs };
      }
      const [main, max, min] = await Promise.all([load('avg'), load('max'), load('min')]);
      return {
        main,
        edges: { max, min },
        interval,
        gaps: await gaps,
        breakAfterMs: Math.max(silenceMs, 3 * intervalMs),
      };
    },
    placeholderData: keepPreviousData,
  });

function chooseInterval({ fromMs, toMs }: TimeRange): { interval: string | undefined; intervalMs: number } {
  const lengthMs = toMs - fromMs;
  if (lengthMs <= rawMsMax) return { interval: undefined, intervalMs: 0 };
  const at = stepMs.findIndex((step) => lengthMs / step <= pointsMax);
  const index = at === -1 ? steps.length - 1 : at;
  return { interval: steps[index], intervalMs: stepMs[index] ?? 0 };
}

async function loadGaps(vehicle: string, { fromMs, toMs }: TimeRange): Promise<GapSpan[]> {
  const gaps = await collectPages((cursor) => listGaps(client, { vehicle, from: fromMs, to: toMs, cursor }), {
    itemsMax: gapsMax,
  });
  return gaps
    .filter(({ kind }) => kind === 'missing' || kind === 'tail' || kind === 'time' || kind === 'open')
    .map((gap) => ({ fromMs: gap.fromMs, toMs: gap.toMs ?? Math.min(toMs, nowMs()) }))
    .filter((gap) => gap.toMs > gap.fromMs)
    .toSorted((a, b) => a.fromMs - b.fromMs);
}
