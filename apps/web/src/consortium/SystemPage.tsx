// SPDX-License-Identifier: Apache-2.0
import { readHealth } from '@datacar/sdk/api/readHealth';
import { callRpc } from '@datacar/sdk/consortium/callRpc';
import { listAnchors } from '@datacar/sdk/records/listAnchors';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { client } from '../app/client.ts';
import { useFormat } from '../app/useFormat.ts';
import { Age } from '../ui/Age.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Card } from '../ui/Card.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Hash } from '../ui/Hash.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { AddressLink } from './explorer/AddressLink.tsx';
import { BlockLink } from './explorer/BlockLink.tsx';
import { descriptionQuery, headQuery, membersQuery } from './explorer/chainQueries.ts';
import { Finality } from './explorer/Finality.tsx';
import { roleNames } from './explorer/roleNames.ts';
import { TransactionLink } from './explorer/TransactionLink.tsx';

const healthPollMs = 5_000;
const anchorsShown = 5;

const partNames: Readonly<Record<string, string>> = {
  chain: 'Chain',
  batchLog: 'Batch log',
  telemetry: 'Telemetry',
  mqtt: 'MQTT broker',
  disk: 'Disk',
};

/** How this server is, what it runs, and with whom. */
export function SystemPage() {
  return (
    <>
      <PageHeader title="System">How this server is, and who runs the chain with it.</PageHeader>
      <div className="stack">
        <Health />
        <Server />
        <Anchors />
        <Members />
        <Card title="For programs">
          <ul className="row plain-list">
            {[
              ['/docs', 'API documentation'],
              ['/metrics', 'Metrics for Prometheus'],
              ['/healthz', 'Health as JSON'],
              ['/.well-known/datacar.json', 'Description of the server'],
              ['/v1/trust', 'Trust file'],
            ].map(([href, label]) => (
              <li key={href}>
                <a className="button button-plain" href={href}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}

function Health() {
  const { data, error, refetch, dataUpdatedAt } = useQuery({
    queryKey: ['system', 'health'],
    queryFn: () => readHealth(client),
    refetchInterval: healthPollMs,
  });
  return (
    <Card
      title="Health"
      aside={
        data !== undefined && (
          <span className="row">
            <Age timeMs={dataUpdatedAt} staleAfterMs={healthPollMs * 4} />
            <Badge tone={data.status === 'ok' ? 'good' : 'danger'} hasDot>
              {data.status === 'ok' ? 'all parts work' : 'something fails'}
            </Badge>
          </span>
        )
      }
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height="10rem" />}
      {data !== undefined && (
        <Facts
          items={Object.entries(data.checks).map(([part, { isHealthy, message }]) => [
            partNames[part] ?? part,
            <span key={part} className="row">
              <Badge tone={isHealthy ? 'good' : 'danger'}>{isHealthy ? 'works' : 'fails'}</Badge>
              <span>{message}</span>
            </span>,
          ])}
        />
      )}
    </Card>
  );
}

function Server() {
  const format = useFormat();
  const { data, error, refetch } = useQuery(descriptionQuery);
  const { data: head } = useQuery(headQuery);
  const { data: engine } = useQuery({
    queryKey: ['chain', 'engine'],
    queryFn: () => callRpc(client, 'web3_clientVersion', []),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height="20rem" />;
  return (
    <Card title="This server">
      <Facts
        items={[
          ['Version', data.version],
          ['Member', <AddressLink key="member" value={data.member} hasCopy />],
          ['Anchors with', <AddressLink key="anchor" value={data.anchorAccount} hasCopy />],
          [
            'Log',
            <Link key="log" to="/explorer/logs/$log" params={{ log: data.log.logId }}>
              {data.log.origin}
            </Link>,
          ],
          [
            'Chain',
            `${data.chain.isEmbedded ? 'Embedded in this server' : 'Of the consortium'}, id ${data.chain.chainId}`,
          ],
          ['Genesis', <Hash key="genesis" value={data.chain.genesisHash} />],
          ['Engine', engine],
          [
            'Newest block',
            head === undefined ? null : (
              <span key="head" className="row">
                <BlockLink number={head} /> <Finality blockNumber={head} />
              </span>
            ),
          ],
          [
            'Growth',
            data.chain.isEmbedded && head !== undefined
              ? `${format.number(head + 1)} blocks, all of them kept in memory; made for one machine and a modest history`
              : null,
          ],
          ['MQTT for cars', data.mqttUrl],
          ['Signal catalogue', <Hash key="catalogue" value={data.catalogue} />],
        ]}
      />
    </Card>
  );
}

function Anchors() {
  const format = useFormat();
  const { data, error, refetch } = useQuery({
    queryKey: ['system', 'anchors'],
    queryFn: () => listAnchors(client),
    refetchInterval: healthPollMs,
  });
  return (
    <Card
      title="Last anchors of its log"
      aside={data?.items[0] && <Age timeMs={data.items[0].blockTimeMs} />}
      isFlush
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined ? (
        <Skeleton height="10rem" />
      ) : (
        <DataTable
          caption="Last anchors"
          rows={data.items.slice(0, anchorsShown)}
          keyOf={({ transactionHash }) => transactionHash}
          empty="Nothing is anchored yet. The server does it by itself, and at once when something is proved."
          columns={[
            { key: 'age', title: 'When', render: ({ blockTimeMs }) => <Age timeMs={blockTimeMs} /> },
            { key: 'size', title: 'Batches', isNumber: true, render: ({ size }) => format.number(size) },
            {
              key: 'root',
              title: 'Root',
              isWide: true,
              render: ({ root }) => <Hash value={root} hasCopy={false} />,
            },
            {
              key: 'transaction',
              title: 'Transaction',
              render: ({ transactionHash }) => <TransactionLink hash={transactionHash} />,
            },
            {
              key: 'block',
              title: 'Block',
              isNumber: true,
              isWide: true,
              render: ({ blockNumber }) => <BlockLink number={blockNumber} />,
            },
          ]}
        />
      )}
    </Card>
  );
}

function Members() {
  const { data, error, refetch } = useQuery(membersQuery);
  return (
    <Card
      title="Members of the consortium"
      aside={<Link to="/explorer/members">All about them</Link>}
      isFlush
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined ? (
        <Skeleton height="8rem" />
      ) : (
        <DataTable
          caption="Members"
          rows={data}
          keyOf={({ account }) => account}
          columns={[
            { key: 'name', title: 'Member', render: ({ account }) => <AddressLink value={account} /> },
            {
              key: 'roles',
              title: 'Roles',
              render: ({ roles }) => roles.map((role) => roleNames[role]).join(', ') || 'has left',
            },
          ]}
        />
      )}
    </Card>
  );
}
