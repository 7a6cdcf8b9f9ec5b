// SPDX-License-Identifier: Apache-2.0
import { collectPages } from '@datacar/sdk/client/collectPages';
import { type ListVehiclesReturnType, listVehicles } from '@datacar/sdk/vehicles/listVehicles';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../app/client.ts';

export type ListedVehicle = ListVehiclesReturnType['items'][number];

/** The cars that the viewer may see: own ones and shared ones. */
export const vehiclesQuery = queryOptions({
  queryKey: ['vehicles'],
  queryFn: () => collectPages((cursor) => listVehicles(client, { cursor })),
  // A car that somebody registers elsewhere shows up by itself.
  refetchInterval: 30_000,
});
