// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { listSignals as Route } from '@datacar/core/signals/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export type ListSignalsReturnType = RouteResponse<typeof Route>;

/**
 * The signal catalogue: path, type, unit and allowed range of every signal that a reading may have.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { listSignals } from '@datacar/sdk/signals/listSignals';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { items } = await listSignals(client);
 * const speed = items.find(({ path }) => path === 'Vehicle.Speed');
 */
export function listSignals(client: Client): Promise<ListSignalsReturnType> {
  return requestRoute<typeof Route>(client, 'listSignals', {});
}
