// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { registerPasskey as Route } from '@datacar/core/wallet/passkeyRoutes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface RegisterPasskeyParameters {
  /** As `startPasskeyRegistration` gave it. */
  ceremony: string;
  /** What the browser answered (RegistrationResponseJSON). */
  response: object;
  /** Such as the device it is on. */
  name: string;
  invitation?: string | undefined;
}

export type RegisterPasskeyReturnType = RouteResponse<typeof Route>;

/**
 * Keeps a passkey that the browser has made. With an invitation the role is given, and the person is signed in.
 *
 * @example
 * import { createPageClient } from '@datacar/sdk/client/createPageClient';
 * import { registerPasskey } from '@datacar/sdk/wallet/registerPasskey';
 *
 * const client = createPageClient();
 * const { account, vehicle } = await registerPasskey(client, { ceremony, response, name: 'My phone' });
 */
export function registerPasskey(
  client: Client,
  parameters: RegisterPasskeyParameters,
): Promise<RegisterPasskeyReturnType> {
  return requestRoute<typeof Route>(client, 'registerPasskey', {
    body: { ...parameters, response: { ...parameters.response } },
  });
}
