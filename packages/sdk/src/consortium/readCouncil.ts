// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { readCouncil as Route } from '@datacar/core/consortium/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ReadCouncilParameters {
  /** Number of an action: only that one. */
  id?: string | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
}

export type ReadCouncilReturnType = RouteResponse<typeof Route>;

/**
 * The foundation's council: seats, threshold, actions (the newest first), and which contracts are paused.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readCouncil } from '@datacar/sdk/consortium/readCouncil';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { seats, threshold, items } = await readCouncil(client);
 */
export function readCouncil(
  client: Client,
  parameters: ReadCouncilParameters = {},
): Promise<ReadCouncilReturnType> {
  return requestRoute<typeof Route>(client, 'readCouncil', {
    query: { id: parameters.id, cursor: parameters.cursor },
  });
}
