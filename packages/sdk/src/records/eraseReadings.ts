// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { eraseReadings as Route } from '@datacar/core/records/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface EraseReadingsParameters {
  vehicle: string;
}

export type EraseReadingsReturnType = RouteResponse<typeof Route>;

/**
 * Destroys the key of your readings of this vehicle, for good, and removes them from the telemetry. The log keeps its
 * hashes, so what others were given can still be verified.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { eraseReadings } from '@datacar/sdk/records/eraseReadings';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * await eraseReadings(client, { vehicle: '1' });
 */
export function eraseReadings(
  client: Client,
  parameters: EraseReadingsParameters,
): Promise<EraseReadingsReturnType> {
  return requestRoute<typeof Route>(
    client,
    'eraseReadings',
    { params: { id: parameters.vehicle } },
    { isIdempotent: true },
  );
}
