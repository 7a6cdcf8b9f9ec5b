// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { startImport as Route } from '@datacar/core/records/importRoutes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface StartImportParameters {
  vehicle: string;
  /** `id` as `uploadRecords` gave it. */
  import: string;
  /** A CSV mapping (docs/reference/mappings.md); without it a known or a guessed one. */
  mapping?: object | undefined;
}

export type StartImportReturnType = RouteResponse<typeof Route>;

/**
 * Imports a file that was brought. It answers at once; `readImport` says how far it is.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { startImport } from '@datacar/sdk/records/startImport';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * await startImport(client, { vehicle: '1', import: 'k3v9' });
 */
export function startImport(
  client: Client,
  parameters: StartImportParameters,
): Promise<StartImportReturnType> {
  return requestRoute<typeof Route>(client, 'startImport', {
    params: { id: parameters.vehicle, import: parameters.import },
    body: parameters.mapping === undefined ? {} : { mapping: { ...parameters.mapping } },
  });
}
