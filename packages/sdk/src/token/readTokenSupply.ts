// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { readTokenSupply as Route } from '@datacar/core/token/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export type ReadTokenSupplyReturnType = RouteResponse<typeof Route>;

/**
 * The supply of DATR: what each allocation has, has released, and releases next. Amounts are in the smallest unit.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readTokenSupply } from '@datacar/sdk/token/readTokenSupply';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { total, allocations } = await readTokenSupply(client);
 */
export function readTokenSupply(client: Client): Promise<ReadTokenSupplyReturnType> {
  return requestRoute<typeof Route>(client, 'readTokenSupply', {});
}
