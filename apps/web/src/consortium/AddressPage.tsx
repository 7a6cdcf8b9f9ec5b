// SPDX-License-Identifier: Apache-2.0
import { callRpcBatch } from '@datacar/sdk/consortium/callRpcBatch';
import type { RpcHex } from '@datacar/sdk/consortium/RpcMethods';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { client } from '../app/client.ts';
import { useFormat } from '../app/useFormat.ts';
import { Badge } from '../ui/Badge.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Card } from '../ui/Card.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Hash } from '../ui/Hash.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { AddressTransactions } from './explorer/AddressTransactions.tsx';
import { ContractDetails } from './explorer/ContractDetails.tsx';
import { descriptionQuery, membersQuery } from './explorer/chainQueries.ts';
import { EventTable } from './explorer/EventTable.tsx';
import { ExplorerFrame } from './explorer/ExplorerFrame.tsx';
import { eventsQuery, toTopic } from './explorer/eventsQuery.ts';
import { formatWei } from './explorer/formatWei.ts';
import { MemberCard } from './explorer/MemberCard.tsx';
import { useNames } from './explorer/useNames.ts';

const accountQuery = (address: string) =>
  queryOptions({
    queryKey: ['chain', 'account', address.toLowerCase()],
    queryFn: async () => {
      const params = [address as RpcHex, 'latest'] as const;
      const [balance, count, code] = await callRpcBatch(client, [
        { method: 'eth_getBalance', params },
        { method: 'eth_getTransactionCount', params },
        { method: 'eth_getCode', params },
      ]);
      return { balanceWei: BigInt(balance), sentCount: Number(count), code };
    },
  });

const kindNames = { contract: 'contract', member: 'member', server: 'server account' } as const;

/** An account or a contract: what it is, what it holds, and what it did. */
export function AddressPage() {
  const { address } = useParams({ from: '/explorer/addresses/$address' });
  const known = useNames().get(address.toLowerCase());
  const isAddress = /^0x[0-9a-fA-F]{40}$/.test(address);
  return (
    <ExplorerFrame title={known?.name ?? 'Address'} actions={known && <Badge>{kindNames[known.kind]}</Badge>}>
      {isAddress ? (
        <Account address={address as RpcHex} />
      ) : (
        <Callout tone="info" title="This is no address">
          <p>An address has 0x and 40 digits after it.</p>
        </Callout>
      )}
    </ExplorerFrame>
  );
}

function Account({ address }: { address: RpcHex }) {
  const format = useFormat();
  const { data, error, refetch } = useQuery(accountQuery(address));
  const { data: members } = useQuery(membersQuery);
  const member = members?.find(({ account }) => account.toLowerCase() === address.toLowerCase());
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height="20rem" />;
  const isContract = data.code !== '0x';
  return (
    <>
      <Card title={isContract ? 'Account' : 'Account of a key'}>
        <Facts
          items={[
            ['Address', <Hash key="address" value={address} isWhole />],
            ['Holds', formatWei(data.balanceWei)],
            ['Transactions sent', isContract ? null : format.number(data.sentCount)],
          ]}
        />
      </Card>
      {member !== undefined && <MemberCard member={member} />}
      {isContract && <ContractDetails address={address} code={data.code} />}
      <AddressEvents address={address} isContract={isContract} />
      <AddressTransactions address={address} sentCount={isContract ? null : data.sentCount} />
    </>
  );
}

function AddressEvents({ address, isContract }: { address: RpcHex; isContract: boolean }) {
  const { data: description } = useQuery(descriptionQuery);
  const contracts = Object.values(description?.contracts ?? {}).map((one) => one.address as RpcHex);
  const topic = toTopic(address);
  const named = [1, 2, 3].map((place) => ({
    address: contracts,
    topics: [...Array.from({ length: place }, () => null), topic],
  }));
  const filters = contracts.length === 0 ? [] : isContract ? [{ address }] : named;
  const { data: events, error } = useQuery(eventsQuery(filters));
  if (error !== null) return <ErrorState error={error} />;
  return (
    <Card title={isContract ? 'Its events' : 'Events that name it'} isFlush>
      {events === undefined ? <Skeleton height="10rem" /> : <EventTable events={events} empty="None." />}
    </Card>
  );
}
