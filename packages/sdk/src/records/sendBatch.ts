// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { sendBatch as Route } from '@datacar/core/records/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface SendBatchParameters {
  vehicle: string;
  /** The batch as it travels: deterministic CBOR of header, secret and columns. */
  batch: Uint8Array;
  signal?: AbortSignal | undefined;
}

export type SendBatchReturnType = RouteResponse<typeof Route>;

/**
 * Sends one signed batch, as a device. Sending it again is harmless. Keep the batch until the acknowledgement verifies
 * and its inclusion is proved.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendBatch } from '@datacar/sdk/records/sendBatch';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: () => makeDeviceToken() });
 * const { acknowledgement } = await sendBatch(client, { vehicle: '1', batch });
 */
export function sendBatch(client: Client, parameters: SendBatchParameters): Promise<SendBatchReturnType> {
  return requestRoute<typeof Route>(
    client,
    'sendBatch',
    { params: { id: parameters.vehicle } },
    {
      isIdempotent: true,
      accept: 'application/json',
      bytes: { mediaType: 'application/cbor', content: parameters.batch },
      signal: parameters.signal,
    },
  );
}
