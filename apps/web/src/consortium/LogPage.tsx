// SPDX-License-Identifier: Apache-2.0
import type { RpcHex } from '@datacar/sdk/consortium/RpcMethods';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useFormat } from '../app/useFormat.ts';
import { Age } from '../ui/Age.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Card } from '../ui/Card.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Hash } from '../ui/Hash.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { AddressLink } from './explorer/AddressLink.tsx';
import { BlockLink } from './explorer/BlockLink.tsx';
import { descriptionQuery, logsQuery } from './explorer/chainQueries.ts';
import { ExplorerFrame } from './explorer/ExplorerFrame.tsx';
import { eventsQuery, toTopic } from './explorer/eventsQuery.ts';
import { Finality } from './explorer/Finality.tsx';
import { TransactionLink } from './explorer/TransactionLink.tsx';
import { argsOf } from './explorer/words/eventWords.ts';

const anchorsShownMax = 100;

/** One log: who keeps it, its newest checkpoint, and every anchor. */
export function LogPage() {
  const { log: id } = useParams({ from: '/explorer/logs/$log' });
  const { data: logs, error, refetch } = useQuery(logsQuery);
  const { data: description } = useQuery(descriptionQuery);
  const log = logs?.find(({ logId }) => String(logId) === id);
  const isOwn = log !== undefined && description?.log.origin === log.origin;
  return (
    <ExplorerFrame title={`Log ${id}`}>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {logs === undefined && error === null && <Skeleton height="16rem" />}
      {logs !== undefined && log === undefined && (
        <Callout tone="info" title="There is no such log">
          <p>No member has opened a log with this number.</p>
        </Callout>
      )}
      {log !== undefined && (
        <>
          <Card title="State" aside={isOwn && <Badge tone="info">this server's</Badge>}>
            <Facts
              items={[
                ['Name', log.origin],
                ['Kept by', <AddressLink key="member" value={log.member} hasCopy />],
                [
                  'Newest anchor',
                  log.latestAnchor === null ? (
                    'none yet'
                  ) : (
                    <span key="newest" className="row">
                      <Age timeMs={log.latestAnchor.anchoredAtMs} />
                      <span>
                        in block <BlockLink number={log.latestAnchor.blockNumber} />
                      </span>
                      <Finality blockNumber={log.latestAnchor.blockNumber} />
                    </span>
                  ),
                ],
                ['Root', log.latestAnchor && <Hash key="root" value={log.latestAnchor.root} />],
                ['Root of its map', log.latestAnchor && <Hash key="map" value={log.latestAnchor.mapRoot} />],
                ['Key of its checkpoints', <Hash key="key" value={log.noteKey} />],
                [
                  'Newest checkpoint',
                  isOwn ? (
                    <a key="checkpoint" href="/v1/log/checkpoint">
                      signed by this server
                    </a>
                  ) : null,
                ],
              ]}
            />
          </Card>
          <Anchors logId={log.logId} />
        </>
      )}
    </ExplorerFrame>
  );
}

function Anchors({ logId }: { logId: number }) {
  const format = useFormat();
  const { data: description } = useQuery(descriptionQuery);
  const address = description?.contracts.recordLog.address as RpcHex | undefined;
  const filters = address === undefined ? [] : [{ address, topics: [null, toTopic(logId)] }];
  const { data, error } = useQuery(eventsQuery(filters));
  if (error !== null) return <ErrorState error={error} />;
  const anchors = data?.filter(({ event }) => event.name === 'Anchored');
  return (
    <Card title="Anchors" aside={anchors && format.number(anchors.length)} isFlush>
      {anchors === undefined ? (
        <Skeleton height="12rem" />
      ) : (
        <DataTable
          caption="Every anchor of the log"
          rows={anchors.slice(0, anchorsShownMax)}
          keyOf={({ log }) => log.transactionHash + log.logIndex}
          columns={[
            {
              key: 'size',
              title: 'Batches',
              isNumber: true,
              render: ({ event }) => format.number(Number(argsOf(event).size)),
            },
            {
              key: 'root',
              title: 'Root',
              isWide: true,
              render: ({ event }) => <Hash value={String(argsOf(event).root)} hasCopy={false} />,
            },
            {
              key: 'transaction',
              title: 'Transaction',
              render: ({ log }) => <TransactionLink hash={log.transactionHash} />,
            },
            {
              key: 'block',
              title: 'Block',
              isNumber: true,
              isWide: true,
              render: ({ log }) => <BlockLink number={Number(log.blockNumber)} />,
            },
            {
              key: 'state',
              title: 'State',
              render: ({ log }) => <Finality blockNumber={Number(log.blockNumber)} />,
            },
          ]}
        />
      )}
    </Card>
  );
}
