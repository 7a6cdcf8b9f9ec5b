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
const longestStep = ['7d', 10_080 * minuteMs, '7 days'] as const;
/** As the API names it, in milliseconds, and in words after "every". */
const steps = [
  ['10s', 10_000, '10 seconds'],
  ['30s', 30_000, '30 seconds'],
  ['1m', minuteMs, 'minute'],
  ['5m', 5 * minuteMs, '5 minutes'],
  ['15m', 15 * minuteMs, '15 minutes'],
  ['1h', 60 * minuteMs, 'hour'],
  ['3h', 180 * minuteMs, '3 hours'],
  ['6h', 360 * minuteMs, '6 hours'],
  ['1d', 1_440 * minuteMs, 'day'],
  longestStep,
] as const;
/** Where a car said nothing for so long, no line is drawn, whether that was a gap or sleep. */
const silenceMs = 15 * minuteMs;
const gapsMax = 2_000;

export interface History {
  /** The readings themselves, or their means. */
  main: Series;
  /** Greatest and least of each interval; absent for readings. */
  edges: { max: Series; min: Series } | null;
  /** What one value stands for, in words after "every"; null for readings. */
  every: string | null;
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
      const { interval, intervalMs, every } = chooseInterval(range);
      const gaps = loadGaps(vehicle, range);
      if (interval === undefined || !isNumber) {
        const main = await load(interval === undefined ? undefined : 'last');
        const breakAfterMs = Math.max(silenceMs, 3 * intervalMs);
        return { main, edges: null, every, gaps: await gaps, breakAfterMs };
      }
      const [main, max, min] = await Promise.all([load('avg'), load('max'), load('min')]);
      return {
        main,
        edges: { max, min },
        every,
        gaps: await gaps,
        breakAfterMs: Math.max(silenceMs, 3 * intervalMs),
      };
    },
    placeholderData: keepPreviousData,
  });

function chooseInterval({ fromMs, toMs }: TimeRange): {
  interval: string | undefined;
  intervalMs: number;
  every: string | null;
} {
  const lengthMs = toMs - fromMs;
  if (lengthMs <= rawMsMax) return { interval: undefined, intervalMs: 0, every: null };
  const [interval, intervalMs, every] =
    steps.find(([, stepMs]) => lengthMs / stepMs <= pointsMax) ?? longestStep;
  return { interval, intervalMs, every };
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
