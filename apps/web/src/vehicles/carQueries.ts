// SPDX-License-Identifier: Apache-2.0
import { collectPages } from '@datacar/sdk/client/collectPages';
import { listDrives } from '@datacar/sdk/records/listDrives';
import { listGaps } from '@datacar/sdk/records/listGaps';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../app/client.ts';
import { nowMs } from '../app/clock.ts';

const dayMs = 86_400_000;
/** What is older was either seen by its owner or does not matter to him. */
export const attentionDays = 30;
const refetchMs = 60_000;
/** As many as one card can say something about. */
const itemsMax = 500;

/** What is missing from a car's last month. */
export const recentGapsQuery = (vehicle: string) =>
  queryOptions({
    queryKey: ['vehicles', vehicle, 'gaps', 'recent'],
    queryFn: () =>
      collectPages(
        (cursor) => listGaps(client, { vehicle, from: Math.round(nowMs()) - attentionDays * dayMs, cursor }),
        { itemsMax },
      ),
    refetchInterval: refetchMs,
  });

/** The newest drive, to say since when a car stands or drives; null for a car that never drove. */
export const lastDriveQuery = (vehicle: string, heardMs: number | null) =>
  queryOptions({
    queryKey: ['vehicles', vehicle, 'drives', 'last'],
    queryFn: async () => {
      const from = (heardMs ?? nowMs()) - 2 * dayMs;
      const drives = await collectPages((cursor) => listDrives(client, { vehicle, from, cursor }), {
        itemsMax,
      });
      return drives.toSorted((a, b) => a.endMs - b.endMs).at(-1) ?? null;
    },
    enabled: heardMs !== null,
    refetchInterval: refetchMs,
  });
