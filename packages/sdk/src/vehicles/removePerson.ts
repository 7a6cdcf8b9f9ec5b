// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { removePerson as Route } from '@datacar/core/vehicles/peopleRoutes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface RemovePersonParameters {
  vehicle: string;
  account: string;
}

export type RemovePersonReturnType = RouteResponse<typeof Route>;

/**
 * Ends a person's role with a vehicle at once. Everyone may end their own.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { removePerson } from '@datacar/sdk/vehicles/removePerson';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * await removePerson(client, { vehicle: '1', account: '0x0000000000000000000000000000000000000001' });
 */
export function removePerson(
  client: Client,
  parameters: RemovePersonParameters,
): Promise<RemovePersonReturnType> {
  return requestRoute<typeof Route>(client, 'removePerson', {
    params: { id: parameters.vehicle, account: parameters.account },
  });
}
