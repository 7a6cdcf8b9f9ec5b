// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../app/useFormat.ts';
import { Card } from '../ui/Card.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { BlockTable } from './explorer/BlockTable.tsx';
import {
  blocksQuery,
  descriptionQuery,
  headQuery,
  logsQuery,
  registryQuery,
} from './explorer/chainQueries.ts';
import { ExplorerFrame } from './explorer/ExplorerFrame.tsx';
import { StatTiles } from './explorer/StatTiles.tsx';
import { listTransactions, TransactionTable } from './explorer/TransactionTable.tsx';

const blocksShown = 10;
const transactionsShown = 12;

/** What happened on the chain last, kept new. */
export function ExplorerPage() {
  const format = useFormat();
  const { data: head, error, refetch } = useQuery(headQuery);
  const { data: blocks } = useQuery(blocksQuery(head, blocksShown));
  const { data: description } = useQuery(descriptionQuery);
  const { data: logs } = useQuery(logsQuery);
  const { data: registry } = useQuery(registryQuery(undefined, 1));
  const count = (value: number | undefined) => (value === undefined ? undefined : format.number(value));
  return (
    <ExplorerFrame
      title="Explorer"
      lead="Everything on the chain, as it stands there. It holds hashes, keys and who owns what; what a car said is never on it."
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      <StatTiles
        items={[
          ['Newest block', count(head)],
          ['Vehicles', count(registry?.count)],
          ['Anchors', count(logs?.reduce((sum, { anchorCount }) => sum + anchorCount, 0))],
          ['Chain', description?.chain.isEmbedded === true ? 'Embedded' : description && 'Consortium'],
        ]}
      />
      <Card title="What happened last" isFlush>
        {blocks === undefined ? (
          <Skeleton height="16rem" />
        ) : (
          <TransactionTable
            caption="Newest transactions"
            rows={listTransactions(blocks).slice(0, transactionsShown)}
          />
        )}
      </Card>
      <Card title="Newest blocks" aside={<Link to="/explorer/blocks">All blocks</Link>} isFlush>
        {blocks === undefined ? <Skeleton height="16rem" /> : <BlockTable blocks={blocks} />}
      </Card>
    </ExplorerFrame>
  );
}
