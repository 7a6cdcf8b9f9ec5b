// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { readContract as Route } from '@datacar/core/consortium/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ReadContractParameters {
  /** Its name or its address. */
  contract: string;
}

export type ReadContractReturnType = RouteResponse<typeof Route>;

/**
 * A contract with its ABI, its source, how it was compiled and how its code was compared.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readContract } from '@datacar/sdk/consortium/readContract';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { sources, isVerified } = await readContract(client, { contract: 'RecordLog' });
 */
export function readContract(
  client: Client,
  parameters: ReadContractParameters,
): Promise<ReadContractReturnType> {
  return requestRoute<typeof Route>(client, 'readContract', { params: { contract: parameters.contract } });
}
