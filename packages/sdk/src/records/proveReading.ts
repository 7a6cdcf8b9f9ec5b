// SPDX-License-Identifier: Apache-2.0
import type { proveReading as Route } from '@datacar/core/records/routes';
import type { Client } from '../client/Client.ts';
import { requestBytes } from '../internal/requestRoute.ts';

export interface ProveReadingParameters {
  vehicle: string;
  /** VSS path. */
  signal: string;
  /** ISO-8601 with a zone, or milliseconds since the epoch. */
  at: string | number;
  /** `exact` (the default): the reading of that very millisecond; `atOrBefore`: the newest until then. */
  match?: 'exact' | 'atOrBefore' | undefined;
}

export type ProveReadingReturnType = Uint8Array;

/**
 * The proof file of one reading, as the bytes of a `.datacar` file. `verifyProof` of `@datacar/core` checks it
 * offline. A reading that is not anchored yet is answered with NOT_ANCHORED; see `anchorLog`.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { proveReading } from '@datacar/sdk/records/proveReading';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const proof = await proveReading(client, { vehicle: '1', signal: 'Vehicle.Speed', at: '2021-03-29T10:20:00Z' });
 * await writeFile('speed.datacar', proof);
 */
export function proveReading(
  client: Client,
  parameters: ProveReadingParameters,
): Promise<ProveReadingReturnType> {
  const { vehicle, ...query } = parameters;
  return requestBytes<typeof Route>(
    client,
    'proveReading',
    { params: { id: vehicle }, query },
    { accept: 'application/cbor' },
  );
}
