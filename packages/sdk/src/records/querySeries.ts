// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { querySeries as Route } from '@datacar/core/records/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface QuerySeriesParameters {
  vehicle: string;
  /** VSS paths. */
  signals: string[];
  /** ISO-8601 with a zone, or milliseconds since the epoch. */
  from: string | number;
  /** Excluded. */
  to: string | number;
  /** A length of time such as `60s`, `15m` or `1h`; without it you get the raw readings. */
  interval?: string | undefined;
  /** Only with an interval; `avg` by default. */
  aggregate?: 'avg' | 'min' | 'max' | 'first' | 'last' | 'count' | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  /** Readings or intervals on one page. */
  limit?: number | undefined;
}

export type QuerySeriesReturnType = RouteResponse<typeof Route>;

/**
 * One page of the readings of a period, as they were recorded or aggregated per interval, ordered by time.
 * `nextCursor` is null on the last page; `iteratePages` walks all of them.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { querySeries } from '@datacar/sdk/records/querySeries';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { items } = await querySeries(client, {
 *   vehicle: '1',
 *   signals: ['Vehicle.Speed'],
 *   from: '2021-03-29T00:00:00Z',
 *   to: '2021-03-30T00:00:00Z',
 *   interval: '60s',
 * });
 */
export function querySeries(
  client: Client,
  parameters: QuerySeriesParameters,
): Promise<QuerySeriesReturnType> {
  const { vehicle, ...query } = parameters;
  return requestRoute<typeof Route>(client, 'querySeries', { params: { id: vehicle }, query });
}
