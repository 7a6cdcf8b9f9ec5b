// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { readSession as Route } from '@datacar/core/wallet/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export type ReadSessionReturnType = RouteResponse<typeof Route>;

/**
 * Who is signed in, and until when.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readSession } from '@datacar/sdk/wallet/readSession';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { account, isOperator } = await readSession(client);
 */
export function readSession(client: Client): Promise<ReadSessionReturnType> {
  return requestRoute<typeof Route>(client, 'readSession', {});
}
