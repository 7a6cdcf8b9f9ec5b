// SPDX-License-Identifier: Apache-2.0
import { type ReadLatestReturnType, readLatest } from '@datacar/sdk/records/readLatest';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { client } from '../app/client.ts';
import { observeServerTime } from '../app/clock.ts';
import { queryClient } from '../app/queryClient.ts';
import { type LiveReading, listenLive } from './liveFeed.ts';

export type LatestReading = Omit<ReadLatestReturnType['items'][number], 'ageMs'>;

/** Readings of a car arrive by the hundred; four pictures a second are as live as an eye can use. */
const flushMs = 250;

export const latestQuery = (vehicle: string) =>
  queryOptions({
    queryKey: ['vehicles', vehicle, 'latest'],
    queryFn: async (): Promise<LatestReading[]> => {
      const { items } = await readLatest(client, { vehicle });
      const [first] = items;
      if (first !== undefined) observeServerTime(first.timeMs + first.ageMs);
      return items.map(({ ageMs: _ageMs, ...reading }) => reading);
    },
    staleTime: 30_000,
  });

/** The newest reading of each signal of a car, kept new by the live feed. */
export function useLatestReadings(vehicle: string) {
  const query = useQuery(latestQuery(vehicle));
  useEffect(() => follow(vehicle), [vehicle]);
  const readings = useMemo(
    () => new Map((query.data ?? []).map((reading) => [reading.signal, reading])),
    [query.data],
  );
  return { ...query, readings };
}

function follow(vehicle: string): () => void {
  const { queryKey } = latestQuery(vehicle);
  const pending = new Map<string, LiveReading>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    const known = queryClient.getQueryData(queryKey);
    // Before the first answer there is no unit to show a value in; that answer will have it anyway.
    if (known !== undefined) {
      if ([...pending.keys()].some((signal) => !known.some((reading) => reading.signal === signal))) {
        void queryClient.invalidateQueries({ queryKey });
      }
      queryClient.setQueryData(queryKey, mergeReadings(known, pending));
    }
    pending.clear();
  };
  const unlisten = listenLive({
    onReading: (reading) => {
      if (reading.vehicle !== vehicle) return;
      const before = pending.get(reading.signal);
      if (before !== undefined && before.timeMs > reading.timeMs) return;
      pending.set(reading.signal, reading);
      timer ??= setTimeout(flush, flushMs);
    },
    onConnected: () => void queryClient.invalidateQueries({ queryKey }),
  });
  return () => {
    clearTimeout(timer);
    unlisten();
  };
}

/** An import brings old readings, too; only a newer one replaces what is shown. */
function mergeReadings(
  known: readonly LatestReading[],
  news: ReadonlyMap<string, LiveReading>,
): LatestReading[] {
  return known.map((reading) => {
    const next = news.get(reading.signal);
    if (next === undefined || next.timeMs < reading.timeMs) return reading;
    return { ...reading, timeMs: next.timeMs, value: next.value, source: next.source };
  });
}
