// SPDX-License-Identifier: Apache-2.0
import { membersVoteAbi } from '@datacar/chain/generated/membersVote';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toId } from '../../internal/buildCall.ts';
import { describeProposal } from '../../internal/describeProposal.ts';

export interface CastVoteParameters {
  /** Number of the proposal. */
  id: string | number | bigint;
  isFor: boolean;
}

/**
 * Votes on a proposal, once and for good. Who was a member when it was made and is one now may, but not whom it is about.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { castVote } from '@datacar/sdk/consortium/calls/castVote';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await castVote(client, { id: 1, isFor: true });
 * await sendCall(client, call, { account });
 */
export async function castVote(client: Client, parameters: CastVoteParameters): Promise<ContractCall> {
  const { isFor } = parameters;
  const id = toId(parameters.id);
  return buildCall(client, {
    contract: 'membersVote',
    abi: membersVoteAbi,
    functionName: 'castVote',
    args: [id, isFor],
    sentence: `Vote ${isFor ? 'for' : 'against'} ${await describeProposal(client, id)}`,
  });
}
