// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { invitePerson as Route } from '@datacar/core/vehicles/peopleRoutes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface InvitePersonParameters {
  vehicle: string;
  /** Of the person, so that you know them in the list. */
  name: string;
  role: 'owner' | 'driver' | 'viewer';
  /** 1 to 720; 72 by default. */
  expiresInHours?: number | undefined;
}

export type InvitePersonReturnType = RouteResponse<typeof Route>;

/**
 * Makes a one-time code with which a person gets a role with a vehicle. Only the owner on the chain may name owners.
 * The code and its link are in this answer only.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { invitePerson } from '@datacar/sdk/vehicles/invitePerson';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { url } = await invitePerson(client, { vehicle: '1', name: 'Amal', role: 'driver' });
 */
export function invitePerson(
  client: Client,
  parameters: InvitePersonParameters,
): Promise<InvitePersonReturnType> {
  const { vehicle, ...body } = parameters;
  return requestRoute<typeof Route>(client, 'invitePerson', {
    params: { id: vehicle },
    body,
  });
}
