// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { discardImport as Route } from '@datacar/core/records/importRoutes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface DiscardImportParameters {
  vehicle: string;
  /** `id` as `uploadRecords` gave it. */
  import: string;
}

export type DiscardImportReturnType = RouteResponse<typeof Route>;

/**
 * Forgets a file that was brought. A running import cannot be taken back.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { discardImport } from '@datacar/sdk/records/discardImport';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * await discardImport(client, { vehicle: '1', import: 'k3v9' });
 */
export function discardImport(
  client: Client,
  parameters: DiscardImportParameters,
): Promise<DiscardImportReturnType> {
  return requestRoute<typeof Route>(client, 'discardImport', {
    params: { id: parameters.vehicle, import: parameters.import },
  });
}
