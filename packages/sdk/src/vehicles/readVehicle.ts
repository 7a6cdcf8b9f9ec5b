// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { readVehicle as Route } from '@datacar/core/vehicles/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ReadVehicleParameters {
  vehicle: string;
}

export type ReadVehicleReturnType = RouteResponse<typeof Route>;

/**
 * One vehicle: its DID, owner, model and device key.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readVehicle } from '@datacar/sdk/vehicles/readVehicle';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { did, deviceKey } = await readVehicle(client, { vehicle: '1' });
 */
export function readVehicle(
  client: Client,
  parameters: ReadVehicleParameters,
): Promise<ReadVehicleReturnType> {
  return requestRoute<typeof Route>(client, 'readVehicle', { params: { id: parameters.vehicle } });
}
