// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { readLatest as Route } from '@datacar/core/records/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ReadLatestParameters {
  vehicle: string;
  /** VSS paths; all signals by default. */
  signals?: string[] | undefined;
  maxAgeMs?: number | undefined;
}

export type ReadLatestReturnType = RouteResponse<typeof Route>;

/**
 * The latest value of each signal with its time, age and source. Signals older than `maxAgeMs` are left out.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readLatest } from '@datacar/sdk/records/readLatest';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { items } = await readLatest(client, { vehicle: '1', maxAgeMs: 60_000 });
 */
export function readLatest(client: Client, parameters: ReadLatestParameters): Promise<ReadLatestReturnType> {
  const { vehicle, ...query } = parameters;
  return requestRoute<typeof Route>(client, 'readLatest', { params: { id: vehicle }, query });
}
