// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { signInWithPasskey as Route } from '@datacar/core/wallet/passkeyRoutes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface SignInWithPasskeyParameters {
  /** As `startPasskeySignIn` gave it. */
  ceremony: string;
  /** What the browser answered (AuthenticationResponseJSON). */
  response: object;
}

export type SignInWithPasskeyReturnType = RouteResponse<typeof Route>;

/**
 * Signs in with what a passkey answered. The page gets its cookie.
 *
 * @example
 * import { createPageClient } from '@datacar/sdk/client/createPageClient';
 * import { signInWithPasskey } from '@datacar/sdk/wallet/signInWithPasskey';
 *
 * const client = createPageClient();
 * const { account, name } = await signInWithPasskey(client, { ceremony, response });
 */
export function signInWithPasskey(
  client: Client,
  parameters: SignInWithPasskeyParameters,
): Promise<SignInWithPasskeyReturnType> {
  return requestRoute<typeof Route>(client, 'signInWithPasskey', {
    body: { ceremony: parameters.ceremony, response: { ...parameters.response } },
  });
}
