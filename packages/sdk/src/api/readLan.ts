// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { readLan as Route } from '@datacar/core/api/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export type ReadLanReturnType = RouteResponse<typeof Route>;

/**
 * How phones in the local network reach this server, and what they have to trust for it.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readLan } from '@datacar/sdk/api/readLan';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { isOn, urls, authority } = await readLan(client);
 */
export function readLan(client: Client): Promise<ReadLanReturnType> {
  return requestRoute<typeof Route>(client, 'readLan', {});
}
