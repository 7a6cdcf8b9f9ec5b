// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { listAnchors as Route } from '@datacar/core/records/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ListAnchorsParameters {
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
}

export type ListAnchorsReturnType = RouteResponse<typeof Route>;

/**
 * One page of the anchors of the log on chain, newest first.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { listAnchors } from '@datacar/sdk/records/listAnchors';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { items: [newest] } = await listAnchors(client);
 */
export function listAnchors(
  client: Client,
  parameters: ListAnchorsParameters = {},
): Promise<ListAnchorsReturnType> {
  return requestRoute<typeof Route>(client, 'listAnchors', { query: parameters });
}
