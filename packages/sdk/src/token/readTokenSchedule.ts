// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { readTokenSchedule as Route } from '@datacar/core/token/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export type ReadTokenScheduleReturnType = RouteResponse<typeof Route>;

/**
 * The five allocations over time: what was released on which day, and everything that is still to come.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readTokenSchedule } from '@datacar/sdk/token/readTokenSchedule';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { launchedAtMs, allocations } = await readTokenSchedule(client);
 */
export function readTokenSchedule(client: Client): Promise<ReadTokenScheduleReturnType> {
  return requestRoute<typeof Route>(client, 'readTokenSchedule', {});
}
