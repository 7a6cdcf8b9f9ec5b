// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { previewImport as Route } from '@datacar/core/records/importRoutes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface PreviewImportParameters {
  vehicle: string;
  /** `id` as `uploadRecords` gave it. */
  import: string;
  /** A CSV mapping (docs/reference/mappings.md); without it a known or a guessed one. */
  mapping?: object | undefined;
}

export type PreviewImportReturnType = RouteResponse<typeof Route>;

/**
 * How the first rows of a file read: by the mapping given, else by a known or a guessed one. Nothing is imported.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { previewImport } from '@datacar/sdk/records/previewImport';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { mapping, guess, readings } = await previewImport(client, { vehicle: '1', import: 'k3v9' });
 */
export function previewImport(
  client: Client,
  parameters: PreviewImportParameters,
): Promise<PreviewImportReturnType> {
  return requestRoute<typeof Route>(
    client,
    'previewImport',
    {
      params: { id: parameters.vehicle, import: parameters.import },
      body: parameters.mapping === undefined ? {} : { mapping: { ...parameters.mapping } },
    },
    { isIdempotent: true },
  );
}
