// SPDX-License-Identifier: Apache-2.0
import type { ContractCall } from '@datacar/sdk/consortium/ContractCall';
import { client } from '../app/client.ts';
import type { VoteAction } from './votes/ProposalCard.tsx';
import type { Proposal } from './votes/voteWords.ts';

// What encodes a call brings a library, so it is fetched when somebody is about to sign.

/** The vote, or what carries out what was carried. */
export async function buildVoteAction(action: VoteAction, { id, state }: Proposal): Promise<ContractCall> {
  if (action === 'execute') {
    if (state === 'scheduled') {
      const { executeCalls } = await import('@datacar/sdk/consortium/calls/executeCalls');
      return executeCalls(client, { id });
    }
    const { executeProposal } = await import('@datacar/sdk/consortium/calls/executeProposal');
    return executeProposal(client, { id });
  }
  const { castVote } = await import('@datacar/sdk/consortium/calls/castVote');
  return castVote(client, { id, isFor: action === 'for' });
}

/** The same in a terminal. */
export function voteCommand(action: VoteAction, { id }: Proposal): string {
  return action === 'execute' ? `datacar member execute ${id}` : `datacar member vote ${id} --${action}`;
}

export async function buildApproveAction(id: string): Promise<ContractCall> {
  const { approveAction } = await import('@datacar/sdk/consortium/calls/approveAction');
  return approveAction(client, { id });
}
