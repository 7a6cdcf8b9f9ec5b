// SPDX-License-Identifier: Apache-2.0
import './TransactionPage.css';
import type { RpcLog, RpcReceipt, RpcTransaction } from '@datacar/sdk/consortium/RpcMethods';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useFormat } from '../app/useFormat.ts';
import { Age } from '../ui/Age.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Card } from '../ui/Card.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Hash } from '../ui/Hash.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Time } from '../ui/Time.tsx';
import { AddressLink } from './explorer/AddressLink.tsx';
import { BlockLink } from './explorer/BlockLink.tsx';
import { decoderQuery, descriptionQuery, transactionQuery } from './explorer/chainQueries.ts';
import { DecodedArgs } from './explorer/DecodedArgs.tsx';
import { EventSentence } from './explorer/EventSentence.tsx';
import { ExplorerFrame } from './explorer/ExplorerFrame.tsx';
import { Finality } from './explorer/Finality.tsx';
import { formatWei } from './explorer/formatWei.ts';
import { RawData } from './explorer/RawData.tsx';
import { TransactionSentence } from './explorer/TransactionSentence.tsx';
import { useNames } from './explorer/useNames.ts';

/** One transaction: what happened, in a sentence; then everything about it. */
export function TransactionPage() {
  const { hash } = useParams({ from: '/explorer/transactions/$hash' });
  const isHash = /^0x[0-9a-fA-F]{64}$/.test(hash);
  const { data, error, refetch } = useQuery({ ...transactionQuery(hash), enabled: isHash });
  return (
    <ExplorerFrame title="Transaction">
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {(data === null || !isHash) && (
        <Callout tone="info" title="There is no such transaction">
          <p>It is of another chain, still on its way, or its hash is mistyped.</p>
        </Callout>
      )}
      {data === undefined && error === null && isHash && <Skeleton height="24rem" />}
      {data && <Whole {...data} />}
    </ExplorerFrame>
  );
}

interface WholeProps {
  transaction: RpcTransaction;
  receipt: RpcReceipt | null;
  timeMs: number | null;
}

function Whole({ transaction, receipt, timeMs }: WholeProps) {
  const format = useFormat();
  const { from, to, value, hash, nonce } = transaction;
  const blockNumber = receipt === null ? null : Number(receipt.blockNumber);
  const fee = receipt === null ? null : BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice);
  return (
    <>
      <p className="transaction-sentence">
        <TransactionSentence transaction={transaction} receipt={receipt} />
      </p>
      <Card
        title="Details"
        aside={blockNumber === null ? <Badge>waiting</Badge> : <Finality blockNumber={blockNumber} />}
      >
        <Facts
          items={[
            [
              'Outcome',
              receipt &&
                (receipt.status === '0x1' ? (
                  <Badge tone="good">done</Badge>
                ) : (
                  <Badge tone="danger">refused by the contract</Badge>
                )),
            ],
            ['Block', blockNumber === null ? null : <BlockLink key="block" number={blockNumber} />],
            [
              'Time',
              timeMs === null ? null : (
                <>
                  <Time timeMs={timeMs} as="dateTimeExact" />, <Age timeMs={timeMs} />
                </>
              ),
            ],
            ['From', <AddressLink key="from" value={from} hasCopy />],
            ['To', to === null ? 'a new contract' : <AddressLink key="to" value={to} hasCopy />],
            ['Sends', formatWei(BigInt(value))],
            [
              'Fee',
              fee !== null && receipt !== null
                ? `${formatWei(fee)} for ${format.number(Number(receipt.gasUsed))} gas`
                : null,
            ],
            ['Number of the sender’s', format.number(Number(nonce))],
            ['Hash', <Hash key="hash" value={hash} />],
          ]}
        />
      </Card>
      <Call transaction={transaction} />
      {receipt !== null && <Logs logs={receipt.logs} />}
      <RawData parts={[{ title: 'Raw', value: { transaction, receipt } }]} />
    </>
  );
}

function Call({ transaction: { input, to } }: { transaction: RpcTransaction }) {
  const { data: decoder } = useQuery(decoderQuery);
  const { data: description } = useQuery(descriptionQuery);
  const names = useNames();
  if (input === '0x' || decoder === undefined || description === undefined) return null;
  const contract = to === null ? undefined : names.get(to.toLowerCase());
  const call =
    contract === undefined ? null : decoder.decodeChainCall(input, { to, contracts: description.contracts });
  return (
    <Card title="Call" aside={call !== null && contract !== undefined && `${contract.name}.${call.name}`}>
      {call === null ? (
        <div className="call-data mono">{input}</div>
      ) : call.args.length === 0 ? (
        <p className="soft">Without parameters.</p>
      ) : (
        <DecodedArgs data={call} />
      )}
    </Card>
  );
}

function Logs({ logs }: { logs: readonly RpcLog[] }) {
  return (
    <Card title={`Events (${logs.length})`}>
      {logs.length === 0 && <p className="soft">None.</p>}
      <ol className="event-list plain-list">
        {logs.map((log) => (
          <li key={log.logIndex}>
            <LogEntry log={log} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function LogEntry({ log }: { log: RpcLog }) {
  const { data: decoder } = useQuery(decoderQuery);
  const { data: description } = useQuery(descriptionQuery);
  const names = useNames();
  if (decoder === undefined || description === undefined) return <Skeleton height="4rem" />;
  const isOurs = names.get(log.address.toLowerCase())?.kind === 'contract';
  const event = isOurs ? decoder.decodeChainEvent(log, description.contracts) : null;
  return (
    <>
      <div className="row">
        <h3>{event?.name ?? 'Event that this page cannot read'}</h3>
        <span className="small faint">
          of <AddressLink value={log.address} />
        </span>
      </div>
      {event === null ? (
        <Facts
          items={[
            ...log.topics.map(
              (topic, index) => [`Topic ${index}`, <Hash key={topic} value={topic} />] as const,
            ),
            ['Data', <span key="data" className="mono">{`${(log.data.length - 2) / 2} bytes`}</span>],
          ]}
        />
      ) : (
        <>
          <p className="soft">
            <EventSentence event={event} address={log.address} />
          </p>
          <DecodedArgs data={event} />
        </>
      )}
    </>
  );
}
