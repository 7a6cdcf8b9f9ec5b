// SPDX-License-Identifier: Apache-2.0
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AddressLink } from '../consortium/explorer/AddressLink.tsx';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Card } from '../ui/Card.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { SignDialog } from '../wallet/signing/SignDialog.tsx';
import { Datr } from './Datr.tsx';
import { CommentDialog } from './funds/CommentDialog.tsx';
import { ProposeDialog } from './funds/ProposeDialog.tsx';
import { type ReleaseAction, ReleaseCard } from './funds/ReleaseCard.tsx';
import { type FundRelease, fundWords } from './funds/releaseWords.ts';
import { TokenFrame } from './TokenFrame.tsx';
import { buildReleaseAction, releaseCommand } from './tokenCalls.ts';
import { type FundName, fundReleasesQuery } from './tokenQueries.ts';

type Acting = { [Action in ReleaseAction]: { release: FundRelease; action: Action } }[ReleaseAction];

/** What the two funds were asked to pay, and what became of it. */
export function FundsPage() {
  const [fund, setFund] = useState<FundName>('operation');
  return (
    <TokenFrame
      title="Funds of DATR"
      lead="A release is proposed with its reason, stands open for comments, and is paid only when the council has approved it. Nothing proposed ever disappears."
    >
      <Segmented<FundName>
        label="Fund"
        value={fund}
        choices={[
          ['operation', 'Operation'],
          ['foundation', 'Foundation'],
        ]}
        onChange={setFund}
      />
      <Fund key={fund} fund={fund} />
    </TokenFrame>
  );
}

function Fund({ fund }: { fund: FundName }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    fundReleasesQuery(fund),
  );
  const [acting, setActing] = useState<Acting>();
  const [isProposing, setProposing] = useState(false);
  const [first] = data?.pages ?? [];
  const releases = data?.pages.flatMap(({ items }) => items) ?? [];
  const { name, about } = fundWords[fund];
  const close = () => setActing(undefined);
  return (
    <>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {first === undefined && error === null && <Skeleton height="16rem" />}
      {first !== undefined && (
        <Card
          title={name}
          aside={
            <Button isSmall onClick={() => setProposing(true)}>
              Propose a release
            </Button>
          }
        >
          <div className="stack">
            <p className="soft">{about}</p>
            <Facts
              items={[
                ['Holds', <Datr key="holds" amount={first.balance} />],
                ['Contract', <AddressLink key="contract" value={first.account} hasCopy />],
              ]}
            />
          </div>
        </Card>
      )}
      {first !== undefined && releases.length === 0 && (
        <Callout tone="info" title="Nothing was proposed yet">
          <p>After the launch a seat of the council may propose a release; it then shows here for good.</p>
        </Callout>
      )}
      {releases.map((release) => (
        <ReleaseCard
          key={release.id}
          release={release}
          onAction={(action) => setActing({ release, action } as Acting)}
        />
      ))}
      {hasNextPage && (
        <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Older ones
        </Button>
      )}
      {isProposing && <ProposeDialog fund={fund} onClose={() => setProposing(false)} />}
      {acting?.action === 'comment' && <CommentDialog fund={fund} release={acting.release} onClose={close} />}
      {acting !== undefined && acting.action !== 'comment' && (
        <SignDialog
          title={`${actionTitles[acting.action]} ${acting.release.id}`}
          build={() => buildReleaseAction(acting.action, { fund, id: acting.release.id })}
          command={releaseCommand(acting.action, { fund, id: acting.release.id })}
          onClose={close}
        />
      )}
    </>
  );
}

const actionTitles: Readonly<Record<ReleaseAction, string>> = {
  comment: 'Comment on release',
  approve: 'Approve release',
  reject: 'Reject release',
  pay: 'Pay release',
};
