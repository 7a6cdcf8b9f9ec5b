// SPDX-License-Identifier: Apache-2.0
import { membersVoteAbi } from '@datacar/chain/generated/membersVote';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toId } from '../../internal/buildCall.ts';
import { describeProposal } from '../../internal/describeProposal.ts';

export interface ExecuteCallsParameters {
  /** Number of the proposal. */
  id: string | number | bigint;
}

/**
 * Lets the timelock make the calls of a proposal, once its delay is over. Anybody may.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { executeCalls } from '@datacar/sdk/consortium/calls/executeCalls';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await executeCalls(client, { id: 1 });
 * await sendCall(client, call, { account });
 */
export async function executeCalls(
  client: Client,
  parameters: ExecuteCallsParameters,
): Promise<ContractCall> {
  const id = toId(parameters.id);
  return buildCall(client, {
    contract: 'membersVote',
    abi: membersVoteAbi,
    functionName: 'executeCalls',
    args: [id],
    sentence: `Let the timelock make the calls of ${await describeProposal(client, id)}`,
  });
}
