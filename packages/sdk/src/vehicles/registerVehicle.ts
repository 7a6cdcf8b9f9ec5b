// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { registerVehicle as Route } from '@datacar/core/vehicles/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface RegisterVehicleParameters {
  /** ISO 3779: 17 characters, without I, O and Q. It never goes on the chain. */
  vin: string;
  model: string;
  /** Where the device key is going to live; `software` by default. */
  source?: 'secureElement' | 'software' | 'simulated' | undefined;
  /** The account that becomes the owner; the caller by default. */
  owner?: string | undefined;
}

export type RegisterVehicleReturnType = RouteResponse<typeof Route>;

/**
 * Registers a vehicle (operator only). Registering the same VIN again answers with the same vehicle, so it is safe
 * to repeat. While the vehicle has no device key the answer holds a one-time code for its agent.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { registerVehicle } from '@datacar/sdk/vehicles/registerVehicle';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { id, did, enrolmentCode } = await registerVehicle(client, { vin: 'WVWZZZE1ZMP000001', model: 'ID.3' });
 */
export function registerVehicle(
  client: Client,
  parameters: RegisterVehicleParameters,
): Promise<RegisterVehicleReturnType> {
  return requestRoute<typeof Route>(client, 'registerVehicle', { body: parameters }, { isIdempotent: true });
}
