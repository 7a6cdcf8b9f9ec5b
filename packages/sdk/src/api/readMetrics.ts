// SPDX-License-Identifier: Apache-2.0
import type { readMetrics as Route } from '@datacar/core/api/routes';
import type { Client } from '../client/Client.ts';
import { requestBytes } from '../internal/requestRoute.ts';

export type ReadMetricsReturnType = Uint8Array;

/**
 * The server's counters and timings, in the Prometheus text format (UTF-8).
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readMetrics } from '@datacar/sdk/api/readMetrics';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * process.stdout.write(await readMetrics(client));
 */
export function readMetrics(client: Client): Promise<ReadMetricsReturnType> {
  return requestBytes<typeof Route>(client, 'readMetrics', {});
}
