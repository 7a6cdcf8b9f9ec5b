// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { readServerDescription as Route } from '@datacar/core/consortium/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export type ReadServerDescriptionReturnType = RouteResponse<typeof Route>;

/**
 * Chain, contracts (with ABIs), log and keys of the server: what `/.well-known/datacar.json` says.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readServerDescription } from '@datacar/sdk/consortium/readServerDescription';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { chain, contracts } = await readServerDescription(client);
 */
export function readServerDescription(client: Client): Promise<ReadServerDescriptionReturnType> {
  return requestRoute<typeof Route>(client, 'readServerDescription', {});
}
