// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { listDrives as Route } from '@datacar/core/records/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ListDrivesParameters {
  vehicle: string;
  /** ISO-8601 with a zone, or milliseconds since the epoch. */
  from?: string | number | undefined;
  /** Excluded. */
  to?: string | number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
}

export type ListDrivesReturnType = RouteResponse<typeof Route>;

/**
 * One page of the drives of a vehicle, detected from its readings: distance, drop of the state of charge, speeds,
 * and the gaps inside.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { listDrives } from '@datacar/sdk/records/listDrives';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { items } = await listDrives(client, { vehicle: '1' });
 * const kilometers = items.reduce((sum, { distanceMeters }) => sum + distanceMeters / 1000, 0);
 */
export function listDrives(client: Client, parameters: ListDrivesParameters): Promise<ListDrivesReturnType> {
  const { vehicle, ...query } = parameters;
  return requestRoute<typeof Route>(client, 'listDrives', { params: { id: vehicle }, query });
}
