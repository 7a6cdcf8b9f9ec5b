// SPDX-License-Identifier: Apache-2.0
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { SignDialog } from '../wallet/signing/SignDialog.tsx';
import { ConsortiumFrame } from './ConsortiumFrame.tsx';
import { buildVoteAction, voteCommand } from './consortiumCalls.ts';
import { proposalsQuery } from './consortiumQueries.ts';
import { ProposalCard, type VoteAction } from './votes/ProposalCard.tsx';
import { orderProposals, type Proposal } from './votes/voteWords.ts';

/** What members proposed to each other; what is still open comes first. */
export function VotesPage() {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(proposalsQuery);
  const [acting, setActing] = useState<{ proposal: Proposal; action: VoteAction }>();
  const proposals = data?.pages.flatMap(({ items }) => items);
  return (
    <ConsortiumFrame
      title="Votes"
      lead="One member, one vote, of those that were members when it was proposed. Two thirds carry it; whom it is about has no vote."
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {proposals === undefined && error === null && <Skeleton height="20rem" />}
      {proposals?.length === 0 && (
        <Callout tone="info" title="Nothing was voted on yet">
          <p>
            Until three members have stood, the founder admits them by itself. From then on a member proposes
            with <code>datacar member propose</code>, and it shows here.
          </p>
        </Callout>
      )}
      {orderProposals(proposals ?? []).map((proposal) => (
        <ProposalCard
          key={proposal.id}
          proposal={proposal}
          onAction={(action) => setActing({ proposal, action })}
        />
      ))}
      {hasNextPage && (
        <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Older ones
        </Button>
      )}
      {acting !== undefined && (
        <SignDialog
          title={`${actionTitles[acting.action]} ${acting.proposal.id}`}
          build={() => buildVoteAction(acting.action, acting.proposal)}
          command={voteCommand(acting.action, acting.proposal)}
          onClose={() => setActing(undefined)}
        />
      )}
    </ConsortiumFrame>
  );
}

const actionTitles: Readonly<Record<VoteAction, string>> = {
  for: 'Vote for proposal',
  against: 'Vote against proposal',
  execute: 'Execute proposal',
};
