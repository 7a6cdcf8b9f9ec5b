// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { signInWithLink as Route } from '@datacar/core/wallet/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface SignInWithLinkParameters {
  token: string;
}

export type SignInWithLinkReturnType = RouteResponse<typeof Route>;

/**
 * Signs in with the token of the one-time link (after `#`) that the server printed on its own machine.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { signInWithLink } from '@datacar/sdk/wallet/signInWithLink';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { token } = await signInWithLink(client, { token: location.hash.slice(1) });
 */
export function signInWithLink(
  client: Client,
  parameters: SignInWithLinkParameters,
): Promise<SignInWithLinkReturnType> {
  return requestRoute<typeof Route>(client, 'signInWithLink', { body: { token: parameters.token } });
}
