// SPDX-License-Identifier: Apache-2.0
import { collectPages } from '@datacar/sdk/client/collectPages';
import { listStreams } from '@datacar/sdk/records/listStreams';
import { readVehicle } from '@datacar/sdk/vehicles/readVehicle';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { client } from '../../app/client.ts';
import { type LiveBatch, listenLive } from '../../records/liveFeed.ts';

/** What the car says live, beside its imports. */
const liveStream = '0'.repeat(64);
const pollMs = 3_000;

export interface CarConnection {
  /** `undefined` until it is known. */
  lastBatchMs: number | null | undefined;
  /** The newest batch that came while this page was open. */
  arrived: LiveBatch | null;
  /** Index of the key that signs for the car; `null` before an agent has enrolled. */
  keyIndex: number | null | undefined;
  error: unknown;
}

/** Whether a car says something, kept new: the live feed tells of batches, the agent's enrolment is asked for. */
export function useCarConnection(vehicle: string): CarConnection {
  const [arrived, setArrived] = useState<LiveBatch | null>(null);
  useEffect(() => {
    setArrived(null);
    return listenLive({
      onBatch: (batch) => {
        if (batch.vehicle === vehicle && batch.stream.replace(/^0x/, '') === liveStream) setArrived(batch);
      },
    });
  }, [vehicle]);
  const head = useQuery({
    queryKey: ['vehicles', vehicle, 'live-head'],
    queryFn: async () => {
      const streams = await collectPages((cursor) => listStreams(client, { vehicle, cursor }));
      return streams.find(({ stream }) => stream === liveStream)?.toMs ?? null;
    },
  });
  const car = useQuery({
    queryKey: ['vehicles', vehicle, 'key'],
    queryFn: async () => (await readVehicle(client, { vehicle })).deviceKey?.keyIndex ?? null,
    refetchInterval: arrived === null ? pollMs : false,
  });
  return { lastBatchMs: head.data, arrived, keyIndex: car.data, error: head.error ?? car.error };
}
