// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { acceptInvitation as Route } from '@datacar/core/vehicles/peopleRoutes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface AcceptInvitationParameters {
  code: string;
}

export type AcceptInvitationReturnType = RouteResponse<typeof Route>;

/**
 * Takes the role of an invitation as who you are signed in as. Somebody new makes a passkey with it instead:
 * `startPasskeyRegistration`.
 *
 * @example
 * import { acceptInvitation } from '@datacar/sdk/vehicles/acceptInvitation';
 * import { createClient } from '@datacar/sdk/client/createClient';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { vehicle, role } = await acceptInvitation(client, { code: 'ABCD-EFGH-JKMN-PQRS' });
 */
export function acceptInvitation(
  client: Client,
  parameters: AcceptInvitationParameters,
): Promise<AcceptInvitationReturnType> {
  return requestRoute<typeof Route>(client, 'acceptInvitation', { body: parameters });
}
