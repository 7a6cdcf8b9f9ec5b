// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { anchorLog as Route } from '@datacar/core/records/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export type AnchorLogReturnType = RouteResponse<typeof Route>;

/**
 * Anchors what is new, now, and waits for the block. With nothing new it answers with the newest anchor.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { anchorLog } from '@datacar/sdk/records/anchorLog';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { transactionHash, blockNumber } = await anchorLog(client);
 */
export function anchorLog(client: Client): Promise<AnchorLogReturnType> {
  return requestRoute<typeof Route>(client, 'anchorLog', {}, { isIdempotent: true });
}
