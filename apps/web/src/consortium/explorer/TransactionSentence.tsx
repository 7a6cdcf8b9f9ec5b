// SPDX-License-Identifier: Apache-2.0
import type { RpcLog, RpcReceipt, RpcTransaction } from '@datacar/sdk/consortium/RpcMethods';
import { useQuery } from '@tanstack/react-query';
import { Badge } from '../../ui/Badge.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { AddressLink } from './AddressLink.tsx';
import { decoderQuery, descriptionQuery } from './chainQueries.ts';
import { EventSentence } from './EventSentence.tsx';
import { formatWei } from './formatWei.ts';
import { useNames } from './useNames.ts';
import { chiefEvent } from './words/eventWords.ts';

interface TransactionSentenceProps {
  transaction: RpcTransaction;
  receipt: RpcReceipt | null | undefined;
}

/** What a transaction did, in one sentence. */
export function TransactionSentence({ transaction, receipt }: TransactionSentenceProps) {
  const { data: decoder } = useQuery(decoderQuery);
  const { data: description } = useQuery(descriptionQuery);
  const names = useNames();
  if (decoder === undefined || description === undefined) return <Skeleton width="16rem" />;
  const { contracts } = description;
  const { from, to, value, input } = transaction;
  if (receipt?.status === '0x0') {
    const call = decoder.decodeChainCall(input, { to, contracts });
    return (
      <>
        <Badge tone="danger">refused</Badge> <AddressLink value={from} /> tried{' '}
        {call === null ? 'something' : <code>{call.name}</code>}
        {to !== null && (
          <>
            {' '}
            of <AddressLink value={to} />
          </>
        )}
        ; nothing changed.
      </>
    );
  }
  const isOurs = ({ address }: RpcLog) => names.get(address.toLowerCase())?.kind === 'contract';
  const events = (receipt?.logs ?? []).filter(isOurs).flatMap((log) => {
    const event = decoder.decodeChainEvent(log, contracts);
    return event === null ? [] : [{ event, address: log.address }];
  });
  const deployed = receipt?.contractAddress ?? decoder.readDeployment(transaction);
  if (deployed !== null && deployed !== undefined) {
    return (
      <>
        The contract <AddressLink value={deployed} /> was deployed.
      </>
    );
  }
  const chief = chiefEvent(events);
  if (chief !== undefined) return <EventSentence {...chief} />;
  if (input === '0x' && to !== null) {
    return (
      <>
        <AddressLink value={from} /> sent {formatWei(BigInt(value))} to <AddressLink value={to} />.
      </>
    );
  }
  const call =
    to !== null && names.has(to.toLowerCase()) ? decoder.decodeChainCall(input, { to, contracts }) : null;
  return (
    <>
      <AddressLink value={from} /> called {call === null ? 'a function' : <code>{call.name}</code>}
      {to !== null && (
        <>
          {' '}
          of <AddressLink value={to} />
        </>
      )}
      .
    </>
  );
}
