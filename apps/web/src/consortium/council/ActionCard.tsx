// SPDX-License-Identifier: Apache-2.0
import './ActionCard.css';
import type { ReadCouncilReturnType } from '@datacar/sdk/consortium/readCouncil';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import type { Tone } from '../../ui/Callout.tsx';
import { Card } from '../../ui/Card.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Hash } from '../../ui/Hash.tsx';
import { Time } from '../../ui/Time.tsx';
import { asSentence } from '../asSentence.ts';
import { CallList } from '../CallList.tsx';
import { AddressLink } from '../explorer/AddressLink.tsx';
import { PartyList } from '../PartyList.tsx';

export type CouncilAction = ReadCouncilReturnType['items'][number];

const states: Readonly<Record<CouncilAction['state'], { name: string; tone: Tone }>> = {
  open: { name: 'open', tone: 'info' },
  done: { name: 'done', tone: 'good' },
  expired: { name: 'expired', tone: 'neutral' },
};

/** What the council was asked to do, who approved, and until when it can. */
export function ActionCard({ action, onApprove }: { action: CouncilAction; onApprove(): void }) {
  const { id, state, sentence, reason, proposer, proposedAtMs, expiresAtMs } = action;
  const { approvals, approvalCount, needed, documentHash, call } = action;
  const { name, tone } = states[state];
  const hasDocument = BigInt(documentHash) !== 0n;
  return (
    <Card
      title={`Action ${id}`}
      aside={
        <span className="row">
          {approvalCount} of {needed} approved <Badge tone={tone}>{name}</Badge>
        </span>
      }
    >
      <div className="stack">
        <p className="action-sentence">{asSentence(sentence)}</p>
        {reason !== '' && <p>{reason}</p>}
        <Facts
          items={[
            [
              'Proposed',
              <span key="proposed">
                by <AddressLink value={proposer.account} name={proposer.name} />,{' '}
                <Time timeMs={proposedAtMs} />
              </span>,
            ],
            ['Approved by', <PartyList key="approvals" parties={approvals} none="nobody yet" />],
            ['Expires', state === 'open' ? <Time key="expires" timeMs={expiresAtMs} /> : null],
            ['Call', <CallList key="call" calls={[call]} />],
            ['Hash of its document', hasDocument ? <Hash key="document" value={documentHash} /> : null],
          ]}
        />
        {state === 'open' && (
          <div className="row">
            <Button aria-label={`Approve action ${id}`} onClick={onApprove}>
              Approve
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
