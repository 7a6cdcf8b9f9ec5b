// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { readHealth as Route } from '@datacar/core/api/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export type ReadHealthReturnType = RouteResponse<typeof Route>;

/**
 * Whether the server and each of its parts works. A failing server answers too, with `status: failing`.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readHealth } from '@datacar/sdk/api/readHealth';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { status, checks } = await readHealth(client);
 */
export function readHealth(client: Client): Promise<ReadHealthReturnType> {
  return requestRoute<typeof Route>(client, 'readHealth', {});
}
