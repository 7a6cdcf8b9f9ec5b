// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { listPasskeys as Route } from '@datacar/core/wallet/passkeyRoutes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export type ListPasskeysReturnType = RouteResponse<typeof Route>;

/**
 * Your passkeys.
 *
 * @example
 * import { createPageClient } from '@datacar/sdk/client/createPageClient';
 * import { listPasskeys } from '@datacar/sdk/wallet/listPasskeys';
 *
 * const client = createPageClient();
 * const { items } = await listPasskeys(client);
 */
export function listPasskeys(client: Client): Promise<ListPasskeysReturnType> {
  return requestRoute<typeof Route>(client, 'listPasskeys', {});
}
