// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { listImports as Route } from '@datacar/core/records/importRoutes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ListImportsParameters {
  vehicle: string;
}

export type ListImportsReturnType = RouteResponse<typeof Route>;

/**
 * Files that were brought for a vehicle in the last day, newest first, with how far each is.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { listImports } from '@datacar/sdk/records/listImports';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { items } = await listImports(client, { vehicle: '1' });
 */
export function listImports(
  client: Client,
  parameters: ListImportsParameters,
): Promise<ListImportsReturnType> {
  return requestRoute<typeof Route>(client, 'listImports', { params: { id: parameters.vehicle } });
}
