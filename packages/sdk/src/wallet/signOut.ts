// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { signOut as Route } from '@datacar/core/wallet/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export type SignOutReturnType = RouteResponse<typeof Route>;

/**
 * Ends this session; its token and cookie are worth nothing afterwards.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { signOut } from '@datacar/sdk/wallet/signOut';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * await signOut(client);
 */
export function signOut(client: Client): Promise<SignOutReturnType> {
  return requestRoute<typeof Route>(client, 'signOut', {});
}
