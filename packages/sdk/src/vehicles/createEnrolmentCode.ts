// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { createEnrolmentCode as Route } from '@datacar/core/vehicles/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface CreateEnrolmentCodeParameters {
  vehicle: string;
}

export type CreateEnrolmentCodeReturnType = RouteResponse<typeof Route>;

/**
 * Makes a one-time code with which an agent makes its own key for the vehicle. It replaces the code before.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { createEnrolmentCode } from '@datacar/sdk/vehicles/createEnrolmentCode';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { enrolmentCode, expiresAtMs } = await createEnrolmentCode(client, { vehicle: '1' });
 */
export function createEnrolmentCode(
  client: Client,
  parameters: CreateEnrolmentCodeParameters,
): Promise<CreateEnrolmentCodeReturnType> {
  return requestRoute<typeof Route>(client, 'createEnrolmentCode', { params: { id: parameters.vehicle } });
}
