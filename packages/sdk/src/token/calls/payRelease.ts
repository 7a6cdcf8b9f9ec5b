// SPDX-License-Identifier: Apache-2.0
import { operationFundAbi } from '@datacar/chain/generated/operationFund';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toId } from '../../internal/buildCall.ts';
import { describeRelease } from '../../internal/describeRelease.ts';
import { fundContracts } from '../../internal/words.ts';

export interface PayReleaseParameters {
  /** `operation`: for running the platform; `foundation`: its awards. */
  fund: 'operation' | 'foundation';
  /** Number of the release. */
  id: string | number | bigint;
}

/**
 * Pays a release of a fund. Anybody may, once it is approved and the time for comments is over.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { payRelease } from '@datacar/sdk/token/calls/payRelease';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await payRelease(client, { fund: 'operation', id: 1 });
 * await sendCall(client, call, { account });
 */
export async function payRelease(client: Client, parameters: PayReleaseParameters): Promise<ContractCall> {
  const { fund } = parameters;
  const id = toId(parameters.id);
  return buildCall(client, {
    contract: fundContracts[fund],
    abi: operationFundAbi,
    functionName: 'pay',
    args: [id],
    sentence: `Pay ${await describeRelease(client, { fund, id })}`,
  });
}
