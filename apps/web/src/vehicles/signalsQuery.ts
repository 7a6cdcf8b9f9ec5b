// SPDX-License-Identifier: Apache-2.0
import { type ListSignalsReturnType, listSignals } from '@datacar/sdk/signals/listSignals';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../app/client.ts';

export type CatalogueSignal = ListSignalsReturnType['items'][number];

/** The signal catalogue by path: what each signal is called and measured in. It only grows with a new version. */
export const signalsQuery = queryOptions({
  queryKey: ['signals'],
  queryFn: async (): Promise<ReadonlyMap<string, CatalogueSignal>> => {
    const { items } = await listSignals(client);
    return new Map(items.map((signal) => [signal.path, signal]));
  },
  staleTime: Number.POSITIVE_INFINITY,
});
