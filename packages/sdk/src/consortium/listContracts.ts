// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { listContracts as Route } from '@datacar/core/consortium/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export type ListContractsReturnType = RouteResponse<typeof Route>;

/**
 * Datacar's contracts, and whether the code of each on the chain is what its source compiles to.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { listContracts } from '@datacar/sdk/consortium/listContracts';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { items } = await listContracts(client);
 */
export function listContracts(client: Client): Promise<ListContractsReturnType> {
  return requestRoute<typeof Route>(client, 'listContracts', {});
}
