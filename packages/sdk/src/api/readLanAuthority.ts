// SPDX-License-Identifier: Apache-2.0
import type { readLanAuthority as Route } from '@datacar/core/api/routes';
import type { Client } from '../client/Client.ts';
import { requestBytes } from '../internal/requestRoute.ts';

/**
 * The certificate of the server's own authority (DER), for machines in the local network to trust.
 * A page lets the phone download it from `authority.path` of `readLan` instead.
 *
 * @example
 * import { readLanAuthority } from '@datacar/sdk/api/readLanAuthority';
 * import { createClient } from '@datacar/sdk/client/createClient';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const certificate = await readLanAuthority(client);
 */
export function readLanAuthority(client: Client): Promise<Uint8Array> {
  return requestBytes<typeof Route>(client, 'readLanAuthority', {});
}
