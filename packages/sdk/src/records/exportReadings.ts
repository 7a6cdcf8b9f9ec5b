// SPDX-License-Identifier: Apache-2.0
import type { exportReadings as Route } from '@datacar/core/records/routes';
import type { Client } from '../client/Client.ts';
import { fetchRoute } from '../internal/requestRoute.ts';

export interface ExportReadingsParameters {
  vehicle: string;
  /** ISO-8601 with a zone, or milliseconds since the epoch. */
  from: string | number;
  /** Excluded. */
  to: string | number;
  /** `csv` by default. */
  format?: 'csv' | 'parquet' | undefined;
  /** VSS paths; all signals by default. */
  signals?: string[] | undefined;
}

export type ExportReadingsReturnType = Response;

/**
 * The readings of a period as CSV or Parquet. The answer is a `Response` with its body unread, since it may be
 * larger than memory.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { exportReadings } from '@datacar/sdk/records/exportReadings';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { body } = await exportReadings(client, { vehicle: '1', from: '2021-03-01T00:00:00Z', to: '2021-04-01T00:00:00Z' });
 * await writeFile('march.csv', body);
 */
export function exportReadings(
  client: Client,
  parameters: ExportReadingsParameters,
): Promise<ExportReadingsReturnType> {
  const { vehicle, ...query } = parameters;
  return fetchRoute<typeof Route>(client, 'exportReadings', { params: { id: vehicle }, query });
}
