// SPDX-License-Identifier: Apache-2.0
import type { ReadOfferingReturnType } from '@datacar/sdk/token/readOffering';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useSession } from '../app/useSession.ts';
import { AddressLink } from '../consortium/explorer/AddressLink.tsx';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Card } from '../ui/Card.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Time } from '../ui/Time.tsx';
import { SignDialog } from '../wallet/signing/SignDialog.tsx';
import { AccountForm } from './AccountForm.tsx';
import { BuyDialog } from './offering/BuyDialog.tsx';
import { type RoundAction, RoundCard } from './offering/RoundCard.tsx';
import { type Round, roundNames } from './offering/roundWords.ts';
import { TokenFrame } from './TokenFrame.tsx';
import { buildLaunch, buildRoundAction, roundCommand } from './tokenCalls.ts';
import { offeringQuery } from './tokenQueries.ts';

type Acting = { [Action in RoundAction]: { round: Round; action: Action } }[RoundAction];

/** The rounds in which DATR is sold, and what an account has in them. */
export function OfferingPage() {
  const { account: searched } = useSearch({ from: '/token/offering' });
  const { data: session } = useSession();
  const navigate = useNavigate();
  const account = searched ?? session?.account;
  const { data, error, refetch } = useQuery(offeringQuery(account));
  const [acting, setActing] = useState<Acting>();
  const [isLaunching, setLaunching] = useState(false);
  return (
    <TokenFrame
      title="Offering of DATR"
      lead="200 million DATR are sold in three rounds, without a lock. What is not sold goes on to the next round, and after the last to mining."
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height="30rem" />}
      {data?.canLaunch === true && (
        <Callout tone="info" title="DATR can be launched">
          <p>The offering is over. Anyone may launch: from then on every schedule counts its time.</p>
          <Button kind="primary" onClick={() => setLaunching(true)}>
            Launch DATR
          </Button>
        </Callout>
      )}
      <div className="rounds">
        {data?.rounds.map((round) => (
          <RoundCard
            key={round.index}
            round={round}
            onAction={(action) => setActing({ round, action } as Acting)}
          />
        ))}
      </div>
      {data !== undefined && <AllRounds offering={data} />}
      <Card title="What an account bought">
        <AccountForm
          key={account}
          label="Account"
          account={account}
          onAccount={(wanted) => void navigate({ to: '/token/offering', search: { account: wanted } })}
        />
      </Card>
      {acting?.action === 'buy' && <BuyDialog round={acting.round} onClose={() => setActing(undefined)} />}
      {acting !== undefined && acting.action !== 'buy' && (
        <SignDialog
          title={`${actionTitles[acting.action]}: ${roundNames[acting.round.name].toLowerCase()}`}
          build={() => buildRoundAction(acting.action, { round: acting.round, buyer: account ?? '' })}
          command={roundCommand(acting.action, { round: acting.round, buyer: account ?? '' })}
          onClose={() => setActing(undefined)}
        />
      )}
      {isLaunching && (
        <SignDialog
          title="Launch DATR"
          build={buildLaunch}
          command="datacar offering launch"
          onClose={() => setLaunching(false)}
        />
      )}
    </TokenFrame>
  );
}

function AllRounds({ offering }: { offering: ReadOfferingReturnType }) {
  return (
    <Card title="All rounds">
      <Facts
        items={[
          [
            'Launched',
            offering.launchedAtMs === null ? (
              'not yet'
            ) : (
              <Time key="launched" timeMs={offering.launchedAtMs} />
            ),
          ],
          [
            'Deadline',
            offering.launchedAtMs === null ? (
              <span key="deadline">
                <Time timeMs={offering.deadlineMs} />; from then on anyone may close what is open and launch
              </span>
            ) : null,
          ],
          ['Proceeds go to', <AddressLink key="proceeds" value={offering.proceedsRecipient} hasCopy />],
          ['Contract', <AddressLink key="contract" value={offering.account} hasCopy />],
        ]}
      />
    </Card>
  );
}

const actionTitles: Readonly<Record<RoundAction, string>> = {
  buy: 'Buy DATR',
  close: 'Close a round',
  claim: 'Take what was bought',
  refund: 'Take the payment back',
  collect: 'Hand over the proceeds',
};
