// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { readOffering as Route } from '@datacar/core/token/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ReadOfferingParameters {
  /** Whose purchases to add. */
  buyer?: string | undefined;
}

export type ReadOfferingReturnType = RouteResponse<typeof Route>;

/**
 * The rounds of the public offering with their terms, and what a buyer has in each.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readOffering } from '@datacar/sdk/token/readOffering';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { rounds } = await readOffering(client, { buyer: '0x…' });
 */
export function readOffering(
  client: Client,
  parameters: ReadOfferingParameters = {},
): Promise<ReadOfferingReturnType> {
  return requestRoute<typeof Route>(client, 'readOffering', { query: { ...parameters } });
}
