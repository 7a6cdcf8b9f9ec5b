// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { startPasskeySignIn as Route } from '@datacar/core/wallet/passkeyRoutes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export type StartPasskeySignInReturnType = RouteResponse<typeof Route>;

/**
 * Asks for what a passkey has to answer. The options go to `startAuthentication` of `@simplewebauthn/browser`, its
 * answer to `signInWithPasskey`.
 *
 * @example
 * import { createPageClient } from '@datacar/sdk/client/createPageClient';
 * import { startPasskeySignIn } from '@datacar/sdk/wallet/startPasskeySignIn';
 *
 * const client = createPageClient();
 * const { ceremony, options } = await startPasskeySignIn(client);
 */
export function startPasskeySignIn(client: Client): Promise<StartPasskeySignInReturnType> {
  return requestRoute<typeof Route>(client, 'startPasskeySignIn', {});
}
