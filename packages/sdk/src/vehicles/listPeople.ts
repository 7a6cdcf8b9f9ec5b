// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { listPeople as Route } from '@datacar/core/vehicles/peopleRoutes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ListPeopleParameters {
  vehicle: string;
}

export type ListPeopleReturnType = RouteResponse<typeof Route>;

/**
 * Who may do what with a vehicle on this server, and who is invited (its owners only).
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { listPeople } from '@datacar/sdk/vehicles/listPeople';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { items, invitations } = await listPeople(client, { vehicle: '1' });
 */
export function listPeople(client: Client, parameters: ListPeopleParameters): Promise<ListPeopleReturnType> {
  return requestRoute<typeof Route>(client, 'listPeople', { params: { id: parameters.vehicle } });
}
