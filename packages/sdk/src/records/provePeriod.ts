// SPDX-License-Identifier: Apache-2.0
import type { provePeriod as Route } from '@datacar/core/records/routes';
import type { Client } from '../client/Client.ts';
import { requestBytes } from '../internal/requestRoute.ts';

export interface ProvePeriodParameters {
  vehicle: string;
  /** ISO-8601 with a zone, or milliseconds since the epoch. */
  from: string | number;
  /** Excluded. */
  to: string | number;
  /** VSS paths whose readings are shown; none by default. */
  signals?: string[] | undefined;
}

export type ProvePeriodReturnType = Uint8Array;

/**
 * The proof file of a period: every signed header of every stream with its gaps, and the readings of the signals
 * asked for and no others.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { provePeriod } from '@datacar/sdk/records/provePeriod';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const proof = await provePeriod(client, { vehicle: '1', from: '2021-03-29T10:00:00Z', to: '2021-03-29T11:00:00Z' });
 * await writeFile('drive.datacar', proof);
 */
export function provePeriod(
  client: Client,
  parameters: ProvePeriodParameters,
): Promise<ProvePeriodReturnType> {
  const { vehicle, ...query } = parameters;
  return requestBytes<typeof Route>(
    client,
    'provePeriod',
    { params: { id: vehicle }, query },
    { accept: 'application/cbor' },
  );
}
