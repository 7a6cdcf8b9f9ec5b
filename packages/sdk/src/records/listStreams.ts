// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { listStreams as Route } from '@datacar/core/records/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ListStreamsParameters {
  vehicle: string;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
}

export type ListStreamsReturnType = RouteResponse<typeof Route>;

/**
 * One page of the streams of a vehicle, what it says live and every import, each with its head.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { listStreams } from '@datacar/sdk/records/listStreams';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { items } = await listStreams(client, { vehicle: '1' });
 */
export function listStreams(
  client: Client,
  parameters: ListStreamsParameters,
): Promise<ListStreamsReturnType> {
  const { vehicle, ...query } = parameters;
  return requestRoute<typeof Route>(client, 'listStreams', { params: { id: vehicle }, query });
}
