// SPDX-License-Identifier: Apache-2.0
import { type ListDrivesReturnType, listDrives } from '@datacar/sdk/records/listDrives';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client } from '../app/client.ts';

export type DriveSummary = ListDrivesReturnType['items'][number];

export interface DrivesPeriod {
  fromMs?: number | undefined;
  /** Excluded. */
  toMs?: number | undefined;
}

/** The drives of a car that began in a period, page by page, oldest first. */
export const drivesQuery = (vehicle: string, { fromMs, toMs }: DrivesPeriod) =>
  infiniteQueryOptions({
    queryKey: ['vehicles', vehicle, 'drives', { fromMs, toMs }],
    queryFn: ({ pageParam }) => listDrives(client, { vehicle, from: fromMs, to: toMs, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    staleTime: 30_000,
  });

/** The drive whose first reading is at `startMs`; null when there is none. */
export const driveQuery = (vehicle: string, startMs: number) =>
  queryOptions({
    queryKey: ['vehicles', vehicle, 'drive', startMs],
    queryFn: async (): Promise<DriveSummary | null> => {
      const { items } = await listDrives(client, { vehicle, from: startMs, to: startMs + 1 });
      return items[0] ?? null;
    },
    staleTime: 30_000,
  });
