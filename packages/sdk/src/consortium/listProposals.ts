// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { listProposals as Route } from '@datacar/core/consortium/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ListProposalsParameters {
  /** Number of a proposal: only that one. */
  id?: string | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
}

export type ListProposalsReturnType = RouteResponse<typeof Route>;

/**
 * What members proposed to each other, the newest first, with every vote.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { listProposals } from '@datacar/sdk/consortium/listProposals';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { items } = await listProposals(client);
 */
export function listProposals(
  client: Client,
  parameters: ListProposalsParameters = {},
): Promise<ListProposalsReturnType> {
  return requestRoute<typeof Route>(client, 'listProposals', {
    query: { id: parameters.id, cursor: parameters.cursor },
  });
}
