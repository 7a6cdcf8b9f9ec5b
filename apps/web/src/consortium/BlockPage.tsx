// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useFormat } from '../app/useFormat.ts';
import { Age } from '../ui/Age.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Card } from '../ui/Card.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Hash } from '../ui/Hash.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Time } from '../ui/Time.tsx';
import { AddressLink } from './explorer/AddressLink.tsx';
import { blockQuery, headQuery, type WholeBlock } from './explorer/chainQueries.ts';
import { ExplorerFrame } from './explorer/ExplorerFrame.tsx';
import { Finality } from './explorer/Finality.tsx';
import { RawData } from './explorer/RawData.tsx';
import { listTransactions, TransactionTable } from './explorer/TransactionTable.tsx';

/** One block: when, what was in it, and its own words. */
export function BlockPage() {
  const { block: id } = useParams({ from: '/explorer/blocks/$block' });
  const isBlock = /^(\d{1,15}|0x[0-9a-fA-F]{64})$/.test(id);
  const { data, error, refetch } = useQuery({ ...blockQuery(id), enabled: isBlock });
  const title = data ? `Block ${Number(data.block.number).toLocaleString()}` : 'Block';
  return (
    <ExplorerFrame title={title}>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {(data === null || !isBlock) && (
        <Callout tone="info" title="There is no such block">
          <p>The chain has not come this far, or the address is mistyped.</p>
        </Callout>
      )}
      {data === undefined && error === null && isBlock && <Skeleton height="24rem" />}
      {data && <Whole whole={data} />}
    </ExplorerFrame>
  );
}

function Whole({ whole }: { whole: WholeBlock }) {
  const format = useFormat();
  const { data: head } = useQuery(headQuery);
  const { block } = whole;
  const number = Number(block.number);
  const timeMs = Number(block.timestamp) * 1_000;
  return (
    <>
      <nav className="row" aria-label="Neighbours">
        {number > 0 && (
          <Link
            className="button button-plain button-small"
            to="/explorer/blocks/$block"
            params={{ block: String(number - 1) }}
          >
            Block before
          </Link>
        )}
        {head !== undefined && number < head && (
          <Link
            className="button button-plain button-small"
            to="/explorer/blocks/$block"
            params={{ block: String(number + 1) }}
          >
            Next block
          </Link>
        )}
      </nav>
      <Card title="Transactions" isFlush>
        <TransactionTable
          caption="Transactions of the block"
          rows={listTransactions([whole]).toReversed()}
          empty="None: the first block of a chain starts empty."
        />
      </Card>
      <Card title="Details" aside={<Finality blockNumber={number} />}>
        <Facts
          items={[
            [
              'Time',
              <>
                <Time timeMs={timeMs} as="dateTimeExact" />, <Age timeMs={timeMs} />
              </>,
            ],
            ['Hash', <Hash key="hash" value={block.hash} />],
            [
              'Block before',
              <Hash
                key="parent"
                value={block.parentHash}
                link={(children) =>
                  number === 0 ? (
                    children
                  ) : (
                    <Link to="/explorer/blocks/$block" params={{ block: block.parentHash }}>
                      {children}
                    </Link>
                  )
                }
              />,
            ],
            [
              'Sealed by',
              // The embedded chain has one sealer and names none.
              BigInt(block.miner) === 0n ? null : <AddressLink key="miner" value={block.miner} hasCopy />,
            ],
            [
              'Gas used',
              `${format.number(Number(block.gasUsed))} of ${format.number(Number(block.gasLimit))}`,
            ],
            ['Size', block.size === undefined ? null : `${format.number(Number(block.size))} bytes`],
            ['State root', <Hash key="state" value={block.stateRoot} />],
          ]}
        />
      </Card>
      <RawData parts={[{ title: 'Raw', value: block }]} />
    </>
  );
}
