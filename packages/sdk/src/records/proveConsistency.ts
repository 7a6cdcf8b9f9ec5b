// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { proveConsistency as Route } from '@datacar/core/records/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ProveConsistencyParameters {
  from: number;
  to: number;
}

export type ProveConsistencyReturnType = RouteResponse<typeof Route>;

/**
 * The RFC 6962 proof that the log of size `to` only grew from the log of size `from`.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { proveConsistency } from '@datacar/sdk/records/proveConsistency';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { fromRoot, toRoot, proof } = await proveConsistency(client, { from: 100, to: 200 });
 */
export function proveConsistency(
  client: Client,
  parameters: ProveConsistencyParameters,
): Promise<ProveConsistencyReturnType> {
  return requestRoute<typeof Route>(client, 'proveConsistency', { query: parameters });
}
