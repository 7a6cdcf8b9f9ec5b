// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { listGaps as Route } from '@datacar/core/records/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ListGapsParameters {
  vehicle: string;
  /** ISO-8601 with a zone, or milliseconds since the epoch. */
  from?: string | number | undefined;
  /** Excluded. */
  to?: string | number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
}

export type ListGapsReturnType = RouteResponse<typeof Route>;

/**
 * One page of what is missing: batches that never came, promises that were not kept, forks, stretches of time that
 * no batch claims.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { listGaps } from '@datacar/sdk/records/listGaps';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { items } = await listGaps(client, { vehicle: '1' });
 */
export function listGaps(client: Client, parameters: ListGapsParameters): Promise<ListGapsReturnType> {
  const { vehicle, ...query } = parameters;
  return requestRoute<typeof Route>(client, 'listGaps', { params: { id: vehicle }, query });
}
