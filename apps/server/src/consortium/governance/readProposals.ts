// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import { rolesOfMask } from '@datacar/core/consortium/memberRoles';
import { quoteText } from '@datacar/core/consortium/quoteText';
import { roleWords } from '@datacar/core/consortium/roleWords';
import { type listProposals, proposalKinds, proposalStates } from '@datacar/core/consortium/routes';
import { zeroAddress, zeroHash } from 'viem';
import type { EventFold } from '../../token/createEventFold.ts';
import type { Parties } from '../../token/createParties.ts';
import { numbersOfPage, type PageOptions } from '../../token/numbersOfPage.ts';
import type { ChainView } from '../../token/openChainViews.ts';
import { type DescribedCall, describeCall, sentenceOfCall } from './describeCall.ts';
import type { ProposalsByOperation } from './openOperations.ts';
import type { Vote, VotesOfProposals } from './openVotes.ts';

type Proposals = RouteResponse<typeof listProposals>;
type Proposal = Proposals['items'][number];

export interface ReadProposalsDependencies {
  parties: Parties;
  votes: EventFold<VotesOfProposals>;
  operations: EventFold<ProposalsByOperation>;
}

/** One page of what members proposed, the newest first. */
export async function readProposals(
  view: ChainView,
  page: PageOptions,
  { parties, votes, operations }: ReadProposalsDependencies,
): Promise<Proposals> {
  const { read, asOf, blockNumber } = view;
  const [count, folded, scheduled] = await Promise.all([
    read('membersVote', 'proposalCount', []),
    votes.upTo(blockNumber).then((all) => new Map(all)),
    operations.upTo(blockNumber).then((all) => new Map(all)),
  ]);
  const { numbers, nextCursor } = numbersOfPage(Number(count), page);
  const items = await Promise.all(
    numbers.map((id) => readProposal(view, id, { parties, scheduled, cast: folded.get(id) ?? [] })),
  );
  return { items, nextCursor, asOf };
}

async function readProposal(
  view: ChainView,
  id: bigint,
  { parties, scheduled, cast }: { parties: Parties; scheduled: ProposalsByOperation; cast: readonly Vote[] },
): Promise<Proposal> {
  const { read, at } = view;
  const [proposal, stateNumber, [targets, payloads], executionSeconds] = await Promise.all([
    read('membersVote', 'getProposal', [id]),
    read('membersVote', 'stateOf', [id]),
    read('membersVote', 'callsOf', [id]),
    read('membersVote', 'EXECUTION_SECONDS', []),
  ]);
  const { operation, subject, name, roles } = proposal;
  const readyAt = operation === zeroHash ? 0n : await read('timelock', 'getTimestamp', [operation]);
  const calls = targets.map((target, index) =>
    describeCall({ target, data: payloads[index] ?? '0x' }, { parties }),
  );
  const kind = proposalKinds[proposal.kind] ?? 'calls';
  const state = proposalStates[stateNumber] ?? 'open';
  const about = subject === zeroAddress ? null : parties.of(subject);
  const roleNames = rolesOfMask(roles);
  // The timelock keeps 1 for what is done, and 0 for what was called off.
  const readyAtMs = readyAt > 1n ? Number(readyAt) * 1_000 : null;
  return {
    id: id.toString(),
    kind,
    state,
    sentence: sentenceOf({ kind, about, name, roleNames, calls }, { parties, scheduled }),
    proposer: parties.of(proposal.proposer),
    subject: about,
    name: kind === 'admission' ? name : null,
    roles: roleNames,
    calls,
    reason: proposal.reason,
    proposedAtMs: Number(proposal.proposedAt) * 1_000,
    endsAtMs: Number(proposal.endsAt) * 1_000,
    snapshotBlock: Number(proposal.snapshotBlock),
    electorate: proposal.electorate,
    needed: proposal.needed,
    forVotes: proposal.forVotes,
    againstVotes: proposal.againstVotes,
    votes: cast.map(({ voter, ...vote }) => ({ voter: parties.of(voter), ...vote })),
    isExecutable:
      state === 'passed' || (state === 'scheduled' && readyAtMs !== null && readyAtMs <= at * 1_000),
    readyAtMs,
    executableUntilMs: Number(proposal.endsAt + executionSeconds) * 1_000,
  };
}

interface SentenceParts {
  kind: Proposal['kind'];
  about: Proposal['subject'];
  name: string;
  roleNames: Proposal['roles'];
  calls: readonly DescribedCall[];
}

function sentenceOf(
  { kind, about, name, roleNames, calls }: SentenceParts,
  words: { parties: Parties; scheduled: ProposalsByOperation },
): string {
  if (kind === 'admission') return `admit ${quoteText(name)} (${about?.account}) as ${roleWords(roleNames)}`;
  if (kind === 'roles') {
    const who = about?.name == null ? about?.account : `${quoteText(about.name)} (${about.account})`;
    return roleNames.length === 0 ? `dismiss ${who}` : `let ${who} be ${roleWords(roleNames)}`;
  }
  const sentences = calls.map((call) => sentenceOfCall(call, words));
  if (sentences.length === 1) return sentences[0] ?? '';
  return sentences.map((sentence, index) => `(${index + 1}) ${sentence}`).join('; ');
}
