// SPDX-License-Identifier: Apache-2.0
import './ReleaseCard.css';
import { AddressLink } from '../../consortium/explorer/AddressLink.tsx';
import { PartyList } from '../../consortium/PartyList.tsx';
import { Age } from '../../ui/Age.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Hash } from '../../ui/Hash.tsx';
import { Time } from '../../ui/Time.tsx';
import { Datr } from '../Datr.tsx';
import { type FundRelease, releaseStates } from './releaseWords.ts';

export type ReleaseAction = 'comment' | 'approve' | 'reject' | 'pay';

export interface ReleaseCardProps {
  release: FundRelease;
  onAction(action: ReleaseAction): void;
}

/** One release a fund was asked for: what for, who said what, and what can be done. */
export function ReleaseCard({ release, onAction }: ReleaseCardProps) {
  const { id, state, amount, recipient, purpose, approvalCount, needed } = release;
  const { name, tone } = releaseStates[state];
  return (
    <Card
      title={`Release ${id}`}
      aside={
        <span className="row">
          {approvalCount} of {needed} approved <Badge tone={tone}>{name}</Badge>
        </span>
      }
    >
      <div className="stack">
        <div>
          <p className="release-what">
            <Datr amount={amount} /> for <AddressLink value={recipient.account} name={recipient.name} />
          </p>
          <p className="release-purpose">{purpose}</p>
        </div>
        <ReleaseFacts release={release} />
        <Comments release={release} />
        {(state === 'open' || state === 'approved') && <Actions release={release} onAction={onAction} />}
      </div>
    </Card>
  );
}

function ReleaseFacts({ release }: { release: FundRelease }) {
  const { state, proposer, proposedAtMs, payableAtMs, expiresAtMs, approvals, rejections, documentHash } =
    release;
  const isUnsettled = state === 'open' || state === 'approved';
  return (
    <Facts
      items={[
        [
          'Proposed',
          <span key="proposed">
            by <AddressLink value={proposer.account} name={proposer.name} />, <Time timeMs={proposedAtMs} />
          </span>,
        ],
        ['Open for comments until', <Time key="payable" timeMs={payableAtMs} />],
        ['Must be paid by', isUnsettled ? <Time key="expires" timeMs={expiresAtMs} /> : null],
        [
          'Approved by',
          <PartyList key="approvals" parties={approvals} none={isUnsettled ? 'nobody yet' : 'nobody'} />,
        ],
        ['Rejected by', rejections.length === 0 ? null : <PartyList key="rejections" parties={rejections} />],
        ['Hash of its document', <Hash key="document" value={documentHash} />],
      ]}
    />
  );
}

function Comments({ release: { comments, commentCount } }: { release: FundRelease }) {
  if (comments.length === 0) return null;
  return (
    <div>
      <h3>
        {commentCount} {commentCount === 1 ? 'comment' : 'comments'}
      </h3>
      <ol className="release-comments plain-list">
        {comments.map(({ author, text, atMs, transactionHash }) => (
          <li key={transactionHash + text}>
            <p className="small soft">
              <AddressLink value={author.account} name={author.name} />, <Age timeMs={atMs} />
            </p>
            <p className="release-purpose">{text}</p>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Actions({ release: { id, state, isPayable }, onAction }: ReleaseCardProps) {
  const actions = [
    isPayable && (['pay', 'Pay it out', 'primary'] as const),
    state === 'open' && (['approve', 'Approve', 'plain'] as const),
    ['reject', 'Reject', 'danger'] as const,
    ['comment', 'Comment', 'plain'] as const,
  ].filter((action) => action !== false);
  return (
    <div className="row">
      {actions.map(([action, label, kind]) => (
        <Button
          key={action}
          isSmall
          kind={kind}
          aria-label={`${label}: release ${id}`}
          onClick={() => onAction(action)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
