// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { listVehicles as Route } from '@datacar/core/vehicles/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ListVehiclesParameters {
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
}

export type ListVehiclesReturnType = RouteResponse<typeof Route>;

/**
 * One page of the vehicles that you own. `nextCursor` is null on the last page.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { listVehicles } from '@datacar/sdk/vehicles/listVehicles';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { items, nextCursor } = await listVehicles(client);
 */
export function listVehicles(
  client: Client,
  parameters: ListVehiclesParameters = {},
): Promise<ListVehiclesReturnType> {
  return requestRoute<typeof Route>(client, 'listVehicles', { query: { cursor: parameters.cursor } });
}
