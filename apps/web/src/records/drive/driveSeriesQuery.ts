// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { queryClient } from '../../app/queryClient.ts';
import { signalsQuery } from '../../vehicles/signalsQuery.ts';
import { loadSeries } from '../plots/loadSeries.ts';
import type { Series } from '../plots/Series.ts';
import { driveSignals } from './driveSignals.ts';

/** So long a drive is shown as it was recorded, at a reading a second; a longer one by its means. */
const rawMsMax = 4 * 3_600_000;
const pointsMax = 10_000;

export interface DriveSeries {
  series: ReadonlyMap<string, Series>;
  /** The means of intervals of so many seconds; null when they are the readings themselves. */
  intervalSeconds: number | null;
}

/** All that was recorded on a drive. */
export const driveSeriesQuery = (vehicle: string, { startMs, endMs }: { startMs: number; endMs: number }) =>
  queryOptions({
    queryKey: ['vehicles', vehicle, 'driveSeries', startMs, endMs],
    queryFn: async (): Promise<DriveSeries> => {
      const catalogue = await queryClient.fetchQuery(signalsQuery);
      const units = new Map([...catalogue.values()].map(({ path, unit }) => [path, unit]));
      const durationMs = endMs - startMs;
      const intervalSeconds = durationMs <= rawMsMax ? null : Math.ceil(durationMs / pointsMax / 1_000);
      // Side by side, so that the longest one decides how long it takes.
      const all = await Promise.all(
        driveSignals.map((signal) => {
          const isNumber = !['string', 'boolean'].includes(catalogue.get(signal)?.type ?? '');
          return loadSeries({
            ...{ vehicle, units, signals: [signal], from: startMs, to: endMs + 1 },
            ...(intervalSeconds === null
              ? {}
              : { interval: `${intervalSeconds}s`, aggregate: isNumber ? 'avg' : 'last' }),
          });
        }),
      );
      return { series: new Map(all.flatMap((part) => [...part])), intervalSeconds };
    },
    staleTime: Number.POSITIVE_INFINITY,
    // Megabytes of readings are not worth keeping for long.
    gcTime: 60_000,
  });
