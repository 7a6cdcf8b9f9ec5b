// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { readImport as Route } from '@datacar/core/records/importRoutes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ReadImportParameters {
  vehicle: string;
  /** `id` as `uploadRecords` gave it. */
  import: string;
}

export type ReadImportReturnType = RouteResponse<typeof Route>;

/**
 * How far an import is, and what became of it. Ask once a second.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readImport } from '@datacar/sdk/records/readImport';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { state, progress, result } = await readImport(client, { vehicle: '1', import: 'k3v9' });
 */
export function readImport(client: Client, parameters: ReadImportParameters): Promise<ReadImportReturnType> {
  return requestRoute<typeof Route>(client, 'readImport', {
    params: { id: parameters.vehicle, import: parameters.import },
  });
}
