// SPDX-License-Identifier: Apache-2.0
import { operationFundAbi } from '@datacar/chain/generated/operationFund';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toId } from '../../internal/buildCall.ts';
import { describeRelease } from '../../internal/describeRelease.ts';
import { fundContracts } from '../../internal/words.ts';

export interface RejectReleaseParameters {
  /** `operation`: for running the platform; `foundation`: its awards. */
  fund: 'operation' | 'foundation';
  /** Number of the release. */
  id: string | number | bigint;
}

/**
 * Rejects a release of a fund. A seat of the council may; it is rejected for good when the rest cannot approve it any more.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { rejectRelease } from '@datacar/sdk/token/calls/rejectRelease';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await rejectRelease(client, { fund: 'operation', id: 1 });
 * await sendCall(client, call, { account });
 */
export async function rejectRelease(
  client: Client,
  parameters: RejectReleaseParameters,
): Promise<ContractCall> {
  const { fund } = parameters;
  const id = toId(parameters.id);
  return buildCall(client, {
    contract: fundContracts[fund],
    abi: operationFundAbi,
    functionName: 'reject',
    args: [id],
    sentence: `Reject ${await describeRelease(client, { fund, id })}`,
  });
}
