// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { listValidators as Route } from '@datacar/core/consortium/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ListValidatorsParameters {
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
}

export type ListValidatorsReturnType = RouteResponse<typeof Route>;

/**
 * The validators as the chain reads them, and the nodes of every member.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { listValidators } from '@datacar/sdk/consortium/listValidators';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { validators, items } = await listValidators(client);
 */
export function listValidators(
  client: Client,
  parameters: ListValidatorsParameters = {},
): Promise<ListValidatorsReturnType> {
  return requestRoute<typeof Route>(client, 'listValidators', { query: { cursor: parameters.cursor } });
}
