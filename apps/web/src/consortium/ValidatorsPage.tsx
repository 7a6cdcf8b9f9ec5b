// SPDX-License-Identifier: Apache-2.0
import type { ListValidatorsReturnType } from '@datacar/sdk/consortium/listValidators';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Age } from '../ui/Age.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Hash } from '../ui/Hash.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ConsortiumFrame } from './ConsortiumFrame.tsx';
import { validatorsQuery } from './consortiumQueries.ts';
import { AddressLink } from './explorer/AddressLink.tsx';

type Node = ListValidatorsReturnType['items'][number];

/** The nodes of the members, and which of them seal blocks. */
export function ValidatorsPage() {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(validatorsQuery);
  const nodes = data?.pages.flatMap(({ items }) => items);
  const count = data?.pages[0]?.validators.length;
  return (
    <ConsortiumFrame
      title="Validators"
      lead="A chain of several members takes the list of those that seal blocks from its own contract. A new node counts once it has proved that it lives."
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      <Card
        title="Nodes"
        aside={count !== undefined && `${count} of them ${count === 1 ? 'seals' : 'seal'} blocks`}
        isFlush
      >
        {nodes === undefined ? (
          error === null && <Skeleton height="12rem" />
        ) : (
          <DataTable<Node>
            caption="Nodes of the members"
            rows={nodes}
            keyOf={({ node }) => node}
            empty="No member has registered a node."
            columns={[
              {
                key: 'member',
                title: 'Member',
                render: ({ member }) => <AddressLink value={member.account} name={member.name} />,
              },
              { key: 'node', title: 'Node', render: ({ node }) => <Hash value={node} /> },
              {
                key: 'endpoint',
                title: 'Endpoint',
                isWide: true,
                render: ({ endpoint }) => endpoint,
              },
              {
                key: 'counts',
                title: 'Counts',
                render: ({ isValidator }) => (
                  <Badge tone={isValidator ? 'good' : 'neutral'}>
                    {isValidator ? 'seals blocks' : 'not yet'}
                  </Badge>
                ),
              },
              {
                key: 'proof',
                title: 'Proved to live',
                isNumber: true,
                isWide: true,
                render: ({ provedAtMs, isValidator }) =>
                  provedAtMs === null ? (
                    // The founder's node counts from the first block on, without a proof.
                    <span className="faint">{isValidator ? 'from the founding' : 'never'}</span>
                  ) : (
                    <Age timeMs={provedAtMs} />
                  ),
              },
            ]}
          />
        )}
      </Card>
      {hasNextPage && (
        <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          More
        </Button>
      )}
    </ConsortiumFrame>
  );
}
