// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { withdrawInvitation as Route } from '@datacar/core/vehicles/peopleRoutes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface WithdrawInvitationParameters {
  vehicle: string;
  /** `id` as in `listPeople`. */
  invitation: string;
}

export type WithdrawInvitationReturnType = RouteResponse<typeof Route>;

/**
 * Ends an invitation that nobody has used.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { withdrawInvitation } from '@datacar/sdk/vehicles/withdrawInvitation';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * await withdrawInvitation(client, { vehicle: '1', invitation: 'k3v9' });
 */
export function withdrawInvitation(
  client: Client,
  parameters: WithdrawInvitationParameters,
): Promise<WithdrawInvitationReturnType> {
  return requestRoute<typeof Route>(client, 'withdrawInvitation', {
    params: { id: parameters.vehicle, invitation: parameters.invitation },
  });
}
