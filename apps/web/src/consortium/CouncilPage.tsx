// SPDX-License-Identifier: Apache-2.0
import type { ReadCouncilReturnType } from '@datacar/sdk/consortium/readCouncil';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Time } from '../ui/Time.tsx';
import { SignDialog } from '../wallet/signing/SignDialog.tsx';
import { ConsortiumFrame } from './ConsortiumFrame.tsx';
import { buildApproveAction } from './consortiumCalls.ts';
import { councilQuery } from './consortiumQueries.ts';
import { ActionCard, type CouncilAction } from './council/ActionCard.tsx';
import { AddressLink } from './explorer/AddressLink.tsx';
import { PartyList } from './PartyList.tsx';

type Pause = ReadCouncilReturnType['pauses'][number];

/** Who sits in the foundation's council, what it was asked to do, and what it has paused. */
export function CouncilPage() {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(councilQuery);
  const [approving, setApproving] = useState<CouncilAction>();
  const [first] = data?.pages ?? [];
  const actions = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <ConsortiumFrame
      title="Council"
      lead="The council of the foundation publishes the rounds of the offering, approves what the funds pay, and may pause a contract for at most seven days."
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {first === undefined && error === null && <Skeleton height="24rem" />}
      {first !== undefined && (
        <>
          <Card title="Seats" aside={`${first.threshold} of ${first.seats.length} decide`}>
            <PartyList parties={first.seats} />
          </Card>
          <Card title="Pauses" isFlush>
            <Pauses pauses={first.pauses} />
          </Card>
          <h2>What it was asked to do</h2>
          {actions.length === 0 && <p className="soft">Nothing yet.</p>}
        </>
      )}
      {actions.map((action) => (
        <ActionCard key={action.id} action={action} onApprove={() => setApproving(action)} />
      ))}
      {hasNextPage && (
        <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Older ones
        </Button>
      )}
      {approving !== undefined && (
        <SignDialog
          title={`Approve action ${approving.id}`}
          build={() => buildApproveAction(approving.id)}
          command={`datacar council approve ${approving.id}`}
          onClose={() => setApproving(undefined)}
        />
      )}
    </ConsortiumFrame>
  );
}

function Pauses({ pauses }: { pauses: readonly Pause[] }) {
  return (
    <DataTable<Pause>
      caption="Contracts that the council may pause"
      rows={pauses}
      keyOf={({ account }) => account}
      empty="No contract can be paused."
      columns={[
        {
          key: 'contract',
          title: 'Contract',
          render: ({ contract, account }) => <AddressLink value={account} name={contract} />,
        },
        {
          key: 'state',
          title: 'State',
          render: ({ pausedUntilMs }) =>
            pausedUntilMs === null ? (
              <Badge tone="good">works</Badge>
            ) : (
              <span className="row">
                <Badge tone="danger">paused</Badge>
                <span>
                  until <Time timeMs={pausedUntilMs} />
                </span>
              </span>
            ),
        },
        {
          key: 'again',
          title: 'May be paused again',
          isWide: true,
          render: ({ pausableAgainAtMs }) =>
            pausableAgainAtMs === null ? 'now' : <Time timeMs={pausableAgainAtMs} />,
        },
      ]}
    />
  );
}
