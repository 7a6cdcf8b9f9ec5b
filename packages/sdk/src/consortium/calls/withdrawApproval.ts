// SPDX-License-Identifier: Apache-2.0
import { councilAbi } from '@datacar/chain/generated/council';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toId } from '../../internal/buildCall.ts';
import { describeAction } from '../../internal/describeAction.ts';

export interface WithdrawApprovalParameters {
  /** Number of the action. */
  id: string | number | bigint;
}

/**
 * Takes an approval of an action of the council back, while it is open.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { withdrawApproval } from '@datacar/sdk/consortium/calls/withdrawApproval';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await withdrawApproval(client, { id: 1 });
 * await sendCall(client, call, { account });
 */
export async function withdrawApproval(
  client: Client,
  parameters: WithdrawApprovalParameters,
): Promise<ContractCall> {
  const id = toId(parameters.id);
  return buildCall(client, {
    contract: 'council',
    abi: councilAbi,
    functionName: 'withdrawApproval',
    args: [id],
    sentence: `Take back the approval of ${await describeAction(client, id)}`,
  });
}
