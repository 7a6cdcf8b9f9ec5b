// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Card } from '../ui/Card.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { BlockTable } from './explorer/BlockTable.tsx';
import { blocksQuery, headQuery } from './explorer/chainQueries.ts';
import { ExplorerFrame } from './explorer/ExplorerFrame.tsx';

const pageLength = 40;

/** All blocks, the newest first. */
export function BlocksPage() {
  const { from } = useSearch({ from: '/explorer/blocks' });
  const { data: head } = useQuery(headQuery);
  const first = from === undefined || head === undefined ? (from ?? head) : Math.min(from, head);
  const { data: blocks, error, refetch } = useQuery(blocksQuery(first, pageLength));
  return (
    <ExplorerFrame title="Blocks">
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      <Card isFlush>
        {blocks === undefined ? <Skeleton height="30rem" /> : <BlockTable blocks={blocks} />}
      </Card>
      <nav className="row" aria-label="Older and newer blocks">
        {first !== undefined && head !== undefined && first < head && (
          <Link
            className="button button-plain"
            to="/explorer/blocks"
            search={{ from: Math.min(head, first + pageLength) }}
          >
            Newer
          </Link>
        )}
        {first !== undefined && first >= pageLength && (
          <Link className="button button-plain" to="/explorer/blocks" search={{ from: first - pageLength }}>
            Older
          </Link>
        )}
      </nav>
    </ExplorerFrame>
  );
}
