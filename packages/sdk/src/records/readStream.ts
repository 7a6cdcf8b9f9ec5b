// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { readStream as Route } from '@datacar/core/records/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ReadStreamParameters {
  vehicle: string;
  /** 64 hex digits: zeros for what the car says live, else the imported file's SHA-256. */
  stream: string;
}

export type ReadStreamReturnType = RouteResponse<typeof Route>;

/**
 * The head of one stream: last sequence and header hash.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readStream } from '@datacar/sdk/records/readStream';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { lastSequence } = await readStream(client, { vehicle: '1', stream: '0'.repeat(64) });
 */
export function readStream(client: Client, parameters: ReadStreamParameters): Promise<ReadStreamReturnType> {
  return requestRoute<typeof Route>(client, 'readStream', {
    params: { id: parameters.vehicle, stream: parameters.stream },
  });
}
