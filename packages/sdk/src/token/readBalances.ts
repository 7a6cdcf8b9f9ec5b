// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { readBalances as Route } from '@datacar/core/token/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ReadBalancesParameters {
  /** 0x-hex. */
  account: string;
}

export type ReadBalancesReturnType = RouteResponse<typeof Route>;

/**
 * What an account holds, in the smallest unit: DATR, the coin of the chain, and the votes of DATR.
 *
 * @throws DatacarError INPUT_INVALID
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readBalances } from '@datacar/sdk/token/readBalances';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { datr, coin } = await readBalances(client, { account: '0x…' });
 */
export function readBalances(
  client: Client,
  parameters: ReadBalancesParameters,
): Promise<ReadBalancesReturnType> {
  return requestRoute<typeof Route>(client, 'readBalances', { params: { account: parameters.account } });
}
