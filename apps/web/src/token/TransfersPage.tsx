// SPDX-License-Identifier: Apache-2.0
import './TransfersPage.css';
import type { ListTransfersReturnType } from '@datacar/sdk/token/listTransfers';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useSession } from '../app/useSession.ts';
import { AddressLink } from '../consortium/explorer/AddressLink.tsx';
import { formatWei } from '../consortium/explorer/formatWei.ts';
import { NarrowTransactionLink } from '../consortium/explorer/NarrowTransactionLink.tsx';
import { TransactionLink } from '../consortium/explorer/TransactionLink.tsx';
import { Age } from '../ui/Age.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { AccountForm } from './AccountForm.tsx';
import { Datr } from './Datr.tsx';
import { TokenFrame } from './TokenFrame.tsx';
import { balancesQuery, transfersQuery } from './tokenQueries.ts';
import { SendDialog } from './transfers/SendDialog.tsx';

type Transfer = ListTransfersReturnType['items'][number];

/** What an account holds, and who sent DATR to whom. */
export function TransfersPage() {
  const { account: searched } = useSearch({ from: '/token/transfers' });
  const { data: session } = useSession();
  const navigate = useNavigate();
  const [isSending, setSending] = useState(false);
  const account = searched ?? session?.account;
  return (
    <TokenFrame
      title="Balances of DATR"
      actions={
        <Button kind="primary" onClick={() => setSending(true)}>
          Send DATR
        </Button>
      }
    >
      <Card title="Balance">
        <div className="stack">
          <AccountForm
            key={account}
            label="Account"
            account={account}
            onAccount={(wanted) => void navigate({ to: '/token/transfers', search: { account: wanted } })}
          />
          {account !== undefined && <Balance account={account} />}
        </div>
      </Card>
      {searched !== undefined && (
        <p className="small">
          <Link to="/token/transfers">Transfers of everybody</Link>
        </p>
      )}
      <Transfers account={searched} />
      {isSending && <SendDialog onClose={() => setSending(false)} />}
    </TokenFrame>
  );
}

function Balance({ account }: { account: string }) {
  const { data, error, refetch } = useQuery(balancesQuery(account));
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height="9rem" />;
  return (
    <>
      <p className="balance-datr">
        <Datr amount={data.datr} />
      </p>
      <Facts
        items={[
          ['Account', <AddressLink key="account" value={account} hasCopy />],
          ['Coin of the chain', formatWei(BigInt(data.coin))],
          ['Votes of DATR', <Datr key="votes" amount={data.votes} />],
          [
            'Who votes with it',
            data.delegate === null ? (
              'nobody yet'
            ) : (
              <AddressLink key="delegate" value={data.delegate} hasCopy />
            ),
          ],
        ]}
      />
    </>
  );
}

function Transfers({ account }: { account: string | undefined }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    transfersQuery(account),
  );
  const rows = data?.pages.flatMap(({ items }) => items);
  return (
    <Card title={account === undefined ? 'All transfers' : 'Its transfers'} isFlush>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {rows === undefined ? (
        error === null && <Skeleton height="16rem" />
      ) : (
        <DataTable<Transfer>
          caption="Transfers of DATR"
          rows={rows}
          keyOf={({ transactionHash, logIndex }) => `${transactionHash}${logIndex}`}
          empty="None yet."
          columns={[
            {
              key: 'what',
              title: 'What happened',
              render: (transfer) => (
                <>
                  <Sentence transfer={transfer} />
                  <NarrowTransactionLink hash={transfer.transactionHash} />
                </>
              ),
            },
            {
              key: 'amount',
              title: 'DATR',
              isNumber: true,
              render: ({ amount }) => <Datr amount={amount} hasUnit={false} />,
            },
            {
              key: 'transaction',
              title: 'Transaction',
              isWide: true,
              render: ({ transactionHash }) => <TransactionLink hash={transactionHash} />,
            },
            {
              key: 'age',
              title: 'Age',
              isNumber: true,
              isWide: true,
              render: ({ atMs }) => <Age timeMs={atMs} />,
            },
          ]}
        />
      )}
      {hasNextPage && (
        <div className="transfers-more">
          <Button isSmall isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Older ones
          </Button>
        </div>
      )}
    </Card>
  );
}

function Sentence({ transfer: { kind, from, to } }: { transfer: Transfer }) {
  const sender = <AddressLink value={from.account} name={from.name} />;
  const receiver = <AddressLink value={to.account} name={to.name} />;
  switch (kind) {
    case 'mint':
      return (
        <>
          <Badge tone="info">made</Badge> for {receiver}
        </>
      );
    case 'burn':
      return (
        <>
          <Badge tone="danger">burned</Badge> by {sender}
        </>
      );
    case 'release':
      return (
        <>
          <Badge tone="good">released</Badge> by {sender} to {receiver}
        </>
      );
    case 'transfer':
      return (
        <>
          {sender} sent to {receiver}
        </>
      );
  }
}
