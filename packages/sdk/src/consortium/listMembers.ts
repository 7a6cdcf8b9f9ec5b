// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { listMembers as Route } from '@datacar/core/consortium/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ListMembersParameters {
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
}

export type ListMembersReturnType = RouteResponse<typeof Route>;

/**
 * The members of the consortium in the order of joining, those that left included.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { listMembers } from '@datacar/sdk/consortium/listMembers';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { items } = await listMembers(client);
 */
export function listMembers(
  client: Client,
  parameters: ListMembersParameters = {},
): Promise<ListMembersReturnType> {
  return requestRoute<typeof Route>(client, 'listMembers', { query: { cursor: parameters.cursor } });
}

/** One of them. */
export type ConsortiumMember = ListMembersReturnType['items'][number];
