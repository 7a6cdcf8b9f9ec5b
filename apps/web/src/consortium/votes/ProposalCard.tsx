// SPDX-License-Identifier: Apache-2.0
import './ProposalCard.css';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Time } from '../../ui/Time.tsx';
import { asSentence } from '../asSentence.ts';
import { CallList } from '../CallList.tsx';
import { AddressLink } from '../explorer/AddressLink.tsx';
import { TransactionLink } from '../explorer/TransactionLink.tsx';
import { countVotes, type Proposal, proposalStates } from './voteWords.ts';

export type VoteAction = 'for' | 'against' | 'execute';

export interface ProposalCardProps {
  proposal: Proposal;
  onAction(action: VoteAction): void;
}

/** What was proposed, who voted how, and what is missing. */
export function ProposalCard({ proposal, onAction }: ProposalCardProps) {
  const {
    id,
    state,
    sentence,
    reason,
    proposer,
    proposedAtMs,
    endsAtMs,
    readyAtMs,
    executableUntilMs,
    calls,
  } = proposal;
  const { name, tone } = proposalStates[state];
  const isPassed = state === 'passed' || state === 'scheduled';
  return (
    <Card title={`Proposal ${id}`} aside={<Badge tone={tone}>{name}</Badge>}>
      <div className="stack">
        <p className="proposal-sentence">{asSentence(sentence)}</p>
        {reason !== '' && <p className="proposal-reason">{reason}</p>}
        <VoteBar proposal={proposal} />
        <Facts
          items={[
            [
              'Proposed',
              <span key="proposed">
                by <AddressLink value={proposer.account} name={proposer.name} />,{' '}
                <Time timeMs={proposedAtMs} />
              </span>,
            ],
            [
              endWords[state] ?? '',
              endWords[state] === undefined ? null : <Time key="ends" timeMs={endsAtMs} />,
            ],
            ['Leaves the timelock', readyAtMs === null ? null : <Time key="ready" timeMs={readyAtMs} />],
            ['Lapses unless executed by', isPassed ? <Time key="until" timeMs={executableUntilMs} /> : null],
            ['Calls', calls.length === 0 ? null : <CallList key="calls" calls={calls} />],
          ]}
        />
        <Votes votes={proposal.votes} />
        <Actions proposal={proposal} onAction={onAction} />
      </div>
    </Card>
  );
}

/** Once it is carried, the end of the voting says nothing any more. */
const endWords: Partial<Record<Proposal['state'], string>> = {
  open: 'Votes count until',
  rejected: 'Voting was to end',
  expired: 'Voting ended',
};

/** For and against of all who may vote, with the mark that carries it. The words beside it say the same. */
function VoteBar({ proposal }: { proposal: Proposal }) {
  const { forVotes, againstVotes, needed, electorate } = proposal;
  const percent = (count: number) => `${(count / electorate) * 100}%`;
  return (
    <div>
      <div className="vote-bar" aria-hidden="true">
        <span className="vote-for" style={{ width: percent(forVotes) }} />
        <span className="vote-mark" style={{ left: percent(needed) }} />
        <span className="vote-against" style={{ width: percent(againstVotes) }} />
      </div>
      <p className="small soft">{countVotes(proposal)}</p>
    </div>
  );
}

function Votes({ votes }: Pick<Proposal, 'votes'>) {
  if (votes.length === 0) return <p className="soft">Nobody has voted yet.</p>;
  return (
    <ul className="vote-list plain-list">
      {votes.map(({ voter, isFor, atMs, transactionHash }) => (
        <li key={voter.account} className="row">
          <Badge tone={isFor ? 'good' : 'danger'}>{isFor ? 'for' : 'against'}</Badge>
          <AddressLink value={voter.account} name={voter.name} />
          <span className="small soft">
            <Time timeMs={atMs} />, <TransactionLink hash={transactionHash} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Actions({ proposal: { id, state, isExecutable }, onAction }: ProposalCardProps) {
  const canVote = state === 'open';
  if (!canVote && !isExecutable) return null;
  return (
    <div className="row">
      {isExecutable && (
        <Button kind="primary" aria-label={`Execute it: proposal ${id}`} onClick={() => onAction('execute')}>
          Execute it
        </Button>
      )}
      {canVote && (
        <>
          <Button aria-label={`Vote for it: proposal ${id}`} onClick={() => onAction('for')}>
            Vote for it
          </Button>
          <Button aria-label={`Vote against it: proposal ${id}`} onClick={() => onAction('against')}>
            Vote against it
          </Button>
        </>
      )}
    </div>
  );
}
