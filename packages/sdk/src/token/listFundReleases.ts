// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { listFundReleases as Route } from '@datacar/core/token/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ListFundReleasesParameters {
  /** `operation`: for running the platform; `foundation`: its awards. */
  fund: 'operation' | 'foundation';
  /** Number of a release: only that one. */
  id?: string | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
}

export type ListFundReleasesReturnType = RouteResponse<typeof Route>;

/**
 * What a fund was asked to pay, the newest first: the reason, approvals, comments and outcome of each.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { listFundReleases } from '@datacar/sdk/token/listFundReleases';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { items, balance } = await listFundReleases(client, { fund: 'operation' });
 */
export function listFundReleases(
  client: Client,
  parameters: ListFundReleasesParameters,
): Promise<ListFundReleasesReturnType> {
  return requestRoute<typeof Route>(client, 'listFundReleases', {
    params: { fund: parameters.fund },
    query: { id: parameters.id, cursor: parameters.cursor },
  });
}
