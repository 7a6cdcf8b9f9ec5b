// SPDX-License-Identifier: Apache-2.0
import './RoundCard.css';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Hash } from '../../ui/Hash.tsx';
import { Time } from '../../ui/Time.tsx';
import { Datr } from '../Datr.tsx';
import { formatPayment } from '../formatPayment.ts';
import { describeRound, type Round, roundNames } from './roundWords.ts';

export type RoundAction = 'buy' | 'close' | 'claim' | 'refund' | 'collect';

export interface RoundCardProps {
  round: Round;
  onAction(action: RoundAction): void;
}

/** One round: its terms, how much is sold, and what can be done with it. */
export function RoundCard({ round, onAction }: RoundCardProps) {
  const { name, terms, available, sold, purchase } = round;
  const { name: stateName, tone, means } = describeRound(round);
  const percent = available === '0' ? 0 : Number((BigInt(sold) * 10_000n) / BigInt(available)) / 100;
  return (
    <Card title={roundNames[name]} aside={<Badge tone={tone}>{stateName}</Badge>}>
      <div className="stack">
        <p className="soft">{means}</p>
        <div>
          <div className="round-bar" aria-hidden="true">
            <span style={{ width: `${percent}%` }} />
          </div>
          <p className="small round-sold">
            <span>
              <Datr amount={sold} /> sold
            </span>
            <span className="soft">
              of <Datr amount={available} />
            </span>
          </p>
        </div>
        {terms !== null && <Terms terms={terms} isMinimumMet={round.isMinimumMet} />}
        {purchase !== null && purchase.bought !== '0' && (
          <p>
            This account bought <Datr amount={purchase.bought} />
            {terms !== null && ` for ${formatPayment(purchase.paid, terms.payment)}`}.
          </p>
        )}
        <Actions round={round} onAction={onAction} />
      </div>
    </Card>
  );
}

function Terms({ terms, isMinimumMet }: { terms: NonNullable<Round['terms']>; isMinimumMet: boolean }) {
  const { opensAtMs, closesAtMs, payment, price, buyerMax, allowListRoot, minimum } = terms;
  return (
    <Facts
      items={[
        ['Price', `${formatPayment(price, payment)} for 1 DATR`],
        ['Opens', <Time key="opens" timeMs={opensAtMs} />],
        ['Closes', <Time key="closes" timeMs={closesAtMs} />],
        ['Limit of a buyer', buyerMax === null ? 'none' : <Datr key="limit" amount={buyerMax} />],
        [
          'Who may buy',
          allowListRoot === null ? (
            'everyone'
          ) : (
            <>
              accounts of a list <Hash key="list" value={allowListRoot} />
            </>
          ),
        ],
        [
          'Minimum',
          minimum === null ? (
            'none: what is bought is delivered at once'
          ) : (
            <>
              <Datr key="minimum" amount={minimum} />, {isMinimumMet ? 'met' : 'or everyone is paid back'}
            </>
          ),
        ],
        ['Paid in', payment.token && <Hash key="payment" value={payment.token} name={payment.symbol} />],
      ]}
    />
  );
}

function Actions({
  round: { name, state, isFailed, purchase, proceeds, isMinimumMet, terms },
  onAction,
}: RoundCardProps) {
  const canCollect = proceeds !== '0' && isMinimumMet && !isFailed;
  const actions = [
    state === 'open' && (['buy', 'Buy DATR', 'primary'] as const),
    purchase !== null && purchase.claimable !== '0' && (['claim', 'Take what was bought', 'plain'] as const),
    purchase !== null &&
      purchase.refundable !== '0' &&
      (['refund', 'Take the payment back', 'plain'] as const),
    state === 'over' && (['close', 'Close this round', 'plain'] as const),
    canCollect &&
      terms !== null &&
      (['collect', `Hand over ${formatPayment(proceeds, terms.payment)}`, 'plain'] as const),
  ].filter((action) => action !== false);
  if (actions.length === 0) return null;
  return (
    <div className="row">
      {actions.map(([action, label, kind]) => (
        <Button
          key={action}
          kind={kind}
          aria-label={`${label}: ${roundNames[name]}`}
          onClick={() => onAction(action)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
