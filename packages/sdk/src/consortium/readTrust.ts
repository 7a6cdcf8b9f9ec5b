// SPDX-License-Identifier: Apache-2.0
import type { readTrust as Route } from '@datacar/core/consortium/routes';
import type { Client } from '../client/Client.ts';
import { requestBytes } from '../internal/requestRoute.ts';

export type ReadTrustReturnType = Uint8Array;

/**
 * The trust anchors as the server sees them, as the CBOR of a `trust.cbor` file. A server vouches for itself here:
 * compare them over another way before you pin them.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readTrust } from '@datacar/sdk/consortium/readTrust';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * await writeFile('trust.cbor', await readTrust(client));
 */
export function readTrust(client: Client): Promise<ReadTrustReturnType> {
  return requestBytes<typeof Route>(client, 'readTrust', {}, { accept: 'application/cbor' });
}
