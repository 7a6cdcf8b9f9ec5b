// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { listApiTokens as Route } from '@datacar/core/wallet/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export type ListApiTokensReturnType = RouteResponse<typeof Route>;

/**
 * Your API tokens, without their secrets.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { listApiTokens } from '@datacar/sdk/wallet/listApiTokens';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { items } = await listApiTokens(client);
 */
export function listApiTokens(client: Client): Promise<ListApiTokensReturnType> {
  return requestRoute<typeof Route>(client, 'listApiTokens', {});
}
