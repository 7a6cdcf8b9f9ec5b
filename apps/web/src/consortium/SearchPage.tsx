// SPDX-License-Identifier: Apache-2.0
import { callRpcBatch } from '@datacar/sdk/consortium/callRpcBatch';
import type { RpcHex } from '@datacar/sdk/consortium/RpcMethods';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useSearch } from '@tanstack/react-router';
import { client } from '../app/client.ts';
import { Callout } from '../ui/Callout.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { descriptionQuery, membersQuery } from './explorer/chainQueries.ts';
import { ExplorerFrame } from './explorer/ExplorerFrame.tsx';
import { findTarget, type SearchTarget } from './explorer/findTarget.ts';
import { useNames } from './explorer/useNames.ts';

/** Goes to the page of what was searched for, or says why there is none. */
export function SearchPage() {
  const { q } = useSearch({ from: '/explorer/search' });
  const target = findTarget(q);
  switch (target.kind) {
    case 'block':
      return <Navigate to="/explorer/blocks/$block" params={{ block: String(target.number) }} replace />;
    case 'vehicle':
      return <Navigate to="/explorer/vehicles/$vehicle" params={{ vehicle: String(target.id) }} replace />;
    case 'address':
      return <Navigate to="/explorer/addresses/$address" params={{ address: target.address }} replace />;
    case 'hash':
      return <FoundHash hash={target.hash} />;
    case 'did':
      return <FoundDid {...target} />;
    case 'name':
      return <FoundName text={target.text} />;
  }
}

function NothingFound({ text, children }: { text: string; children: React.ReactNode }) {
  return (
    <ExplorerFrame title="Search">
      <Callout tone="info" title={text === '' ? 'What do you look for?' : `Nothing found for “${text}”`}>
        <p>{children}</p>
      </Callout>
    </ExplorerFrame>
  );
}

const forms =
  'Type the number of a block, the hash of a block or transaction, an address, the name of a member or contract, “car 7”, or the DID of a car.';

function Searching() {
  return (
    <ExplorerFrame title="Search">
      <Skeleton height="8rem" />
    </ExplorerFrame>
  );
}

function FoundHash({ hash }: { hash: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['chain', 'search', hash.toLowerCase()],
    queryFn: async () => {
      const [transaction, block] = await callRpcBatch(client, [
        { method: 'eth_getTransactionByHash', params: [hash as RpcHex] },
        { method: 'eth_getBlockByHash', params: [hash as RpcHex, true] },
      ]);
      return { isTransaction: transaction !== null, isBlock: block !== null };
    },
  });
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Searching />;
  if (data.isTransaction) return <Navigate to="/explorer/transactions/$hash" params={{ hash }} replace />;
  if (data.isBlock) return <Navigate to="/explorer/blocks/$block" params={{ block: hash }} replace />;
  return (
    <NothingFound text={hash}>
      This chain has neither a transaction nor a block with this hash. It may be of another chain.
    </NothingFound>
  );
}

function FoundDid({ chainId, registry, id }: Extract<SearchTarget, { kind: 'did' }>) {
  const { data: description, error, refetch } = useQuery(descriptionQuery);
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (description === undefined) return <Searching />;
  const isHere =
    String(description.chain.chainId) === chainId &&
    description.contracts.vehicleRegistry.address.toLowerCase() === registry;
  if (isHere) return <Navigate to="/explorer/vehicles/$vehicle" params={{ vehicle: String(id) }} replace />;
  return (
    <NothingFound text={`did:erc721:${chainId}:…:${id}`}>
      This car is of another chain or another registry. Ask a server of that chain.
    </NothingFound>
  );
}

function FoundName({ text }: { text: string }) {
  const { isPending } = useQuery(membersQuery);
  const wanted = text.toLowerCase();
  const found = [...useNames()].find(([, { name }]) => wanted !== '' && name.toLowerCase().includes(wanted));
  if (found !== undefined) {
    return <Navigate to="/explorer/addresses/$address" params={{ address: found[0] }} replace />;
  }
  return isPending && wanted !== '' ? <Searching /> : <NothingFound text={text}>{forms}</NothingFound>;
}
