// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../app/useFormat.ts';
import { Age } from '../ui/Age.tsx';
import { Card } from '../ui/Card.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { AddressLink } from './explorer/AddressLink.tsx';
import { logsQuery } from './explorer/chainQueries.ts';
import { ExplorerFrame } from './explorer/ExplorerFrame.tsx';

/** The append-only logs of the members, as far as they are anchored. */
export function LogsPage() {
  const format = useFormat();
  const { data: logs, error, refetch } = useQuery(logsQuery);
  return (
    <ExplorerFrame
      title="Logs"
      lead="Each member keeps an append-only log of what cars signed. The chain takes its newest state only after checking that the log has done nothing but grow."
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      <Card isFlush>
        {logs === undefined ? (
          <Skeleton height="12rem" />
        ) : (
          <DataTable
            caption="Logs"
            rows={logs}
            keyOf={({ logId }) => logId}
            columns={[
              {
                key: 'log',
                title: 'Log',
                render: ({ logId }) => (
                  <Link to="/explorer/logs/$log" params={{ log: String(logId) }}>
                    Log {logId}
                  </Link>
                ),
              },
              { key: 'member', title: 'Kept by', render: ({ member }) => <AddressLink value={member} /> },
              {
                key: 'size',
                title: 'Batches',
                isNumber: true,
                render: ({ latestAnchor }) => format.number(latestAnchor?.size ?? 0),
              },
              {
                key: 'streams',
                title: 'Streams',
                isNumber: true,
                isWide: true,
                render: ({ latestAnchor }) => format.number(latestAnchor?.mapSize ?? 0),
              },
              {
                key: 'anchors',
                title: 'Anchors',
                isNumber: true,
                isWide: true,
                render: ({ anchorCount }) => format.number(anchorCount),
              },
              {
                key: 'age',
                title: 'Last anchored',
                isNumber: true,
                render: ({ latestAnchor }) =>
                  latestAnchor === null ? 'never' : <Age timeMs={latestAnchor.anchoredAtMs} />,
              },
            ]}
          />
        )}
      </Card>
    </ExplorerFrame>
  );
}
