// SPDX-License-Identifier: Apache-2.0
import { membersVoteAbi } from '@datacar/chain/generated/membersVote';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toId } from '../../internal/buildCall.ts';
import { describeProposal } from '../../internal/describeProposal.ts';

export interface ExecuteProposalParameters {
  /** Number of the proposal. */
  id: string | number | bigint;
}

/**
 * Gives a proposal that has passed its effect: a member is admitted, its roles change or another proposal is called
 * off at once, and calls go to the timelock for its delay. Anybody may.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { executeProposal } from '@datacar/sdk/consortium/calls/executeProposal';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await executeProposal(client, { id: 1 });
 * await sendCall(client, call, { account });
 */
export async function executeProposal(
  client: Client,
  parameters: ExecuteProposalParameters,
): Promise<ContractCall> {
  const id = toId(parameters.id);
  return buildCall(client, {
    contract: 'membersVote',
    abi: membersVoteAbi,
    functionName: 'execute',
    args: [id],
    sentence: `Execute ${await describeProposal(client, id)}`,
  });
}
