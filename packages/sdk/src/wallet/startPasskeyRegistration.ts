// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { startPasskeyRegistration as Route } from '@datacar/core/wallet/passkeyRoutes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface StartPasskeyRegistrationParameters {
  /** The code of an invitation, for who is not signed in. */
  invitation?: string | undefined;
}

export type StartPasskeyRegistrationReturnType = RouteResponse<typeof Route>;

/**
 * Asks for what makes a passkey: as who is signed in, or with an invitation. The options go to `startRegistration` of
 * `@simplewebauthn/browser`, its answer to `registerPasskey`.
 *
 * @example
 * import { createPageClient } from '@datacar/sdk/client/createPageClient';
 * import { startPasskeyRegistration } from '@datacar/sdk/wallet/startPasskeyRegistration';
 *
 * const client = createPageClient();
 * const { ceremony, options } = await startPasskeyRegistration(client, { invitation: 'ABCD-EFGH-JKMN-PQRS' });
 */
export function startPasskeyRegistration(
  client: Client,
  parameters: StartPasskeyRegistrationParameters,
): Promise<StartPasskeyRegistrationReturnType> {
  return requestRoute<typeof Route>(client, 'startPasskeyRegistration', { body: parameters });
}
