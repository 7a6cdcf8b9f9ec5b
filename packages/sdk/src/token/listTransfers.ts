// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { listTransfers as Route } from '@datacar/core/token/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ListTransfersParameters {
  /** Only those from it or to it. */
  account?: string | undefined;
  /** 50 when not given, at most 100. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
}

export type ListTransfersReturnType = RouteResponse<typeof Route>;

/**
 * Transfers of DATR, the newest first. A page may be short or empty and still have a `nextCursor`: the server looks
 * through a bounded stretch of the chain for each.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { listTransfers } from '@datacar/sdk/token/listTransfers';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { items, nextCursor } = await listTransfers(client, { account: '0x…' });
 */
export function listTransfers(
  client: Client,
  parameters: ListTransfersParameters = {},
): Promise<ListTransfersReturnType> {
  return requestRoute<typeof Route>(client, 'listTransfers', { query: { ...parameters } });
}
