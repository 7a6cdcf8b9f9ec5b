// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../app/useFormat.ts';
import { Card } from '../ui/Card.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import type { Format } from '../ui/format/createFormat.ts';
import { Hash } from '../ui/Hash.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { AddressLink } from './explorer/AddressLink.tsx';
import { descriptionQuery } from './explorer/chainQueries.ts';
import { contractsQuery } from './explorer/contractQueries.ts';
import { ExplorerFrame } from './explorer/ExplorerFrame.tsx';
import { VerifiedBadge } from './explorer/VerifiedBadge.tsx';

interface ListedContract {
  address: string;
  kind: 'immutable' | 'proxy' | null;
  implementation: { address: string; codeBytes: number; codeHash: string } | null;
  isVerified: boolean | null;
  compiler: string | null;
  codeBytes: number | null;
  codeHash: string | null;
}

const kindWords = { immutable: 'never', proxy: "by the members' vote" } as const;

/** The contracts that are Datacar's rules. */
export function ContractsPage() {
  const format = useFormat();
  const { data: compared, error, refetch } = useQuery(contractsQuery);
  const { data: description } = useQuery(descriptionQuery);
  const known = Object.values(description?.contracts ?? {}).map(
    ({ address }): ListedContract => ({
      address,
      kind: null,
      implementation: null,
      isVerified: null,
      compiler: null,
      codeBytes: null,
      codeHash: null,
    }),
  );
  const rows = compared === undefined ? undefined : (compared ?? known);
  return (
    <ExplorerFrame
      title="Contracts"
      lead="The rules of the chain. A contract is called verified only when its code on the chain equals, byte for byte, what its published source compiles to."
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      <Card isFlush>
        {rows === undefined ? (
          <Skeleton height="12rem" />
        ) : (
          <DataTable
            caption="Contracts"
            rows={rows}
            keyOf={({ address }) => address}
            columns={columnsWith(format)}
          />
        )}
      </Card>
    </ExplorerFrame>
  );
}

const columnsWith = (format: Format): Column<ListedContract>[] => [
  {
    key: 'contract',
    title: 'Contract',
    render: ({ address }) => <AddressLink value={address} hasCopy />,
  },
  {
    key: 'verified',
    title: 'Source',
    render: ({ isVerified }) => <VerifiedBadge isVerified={isVerified} />,
  },
  {
    key: 'runs',
    title: 'Runs the code of',
    isWide: true,
    render: ({ implementation }) =>
      implementation === null ? 'itself' : <AddressLink value={implementation.address} />,
  },
  {
    key: 'kind',
    title: 'Can change',
    isWide: true,
    render: ({ kind }) => kind && kindWords[kind],
  },
  {
    key: 'hash',
    title: 'Hash of the code',
    isWide: true,
    render: ({ codeHash, implementation }) => {
      const hash = implementation?.codeHash ?? codeHash;
      return hash && <Hash value={hash} hasCopy={false} />;
    },
  },
  {
    key: 'size',
    title: 'Code',
    isNumber: true,
    isWide: true,
    render: ({ codeBytes, implementation }) => {
      const bytes = implementation?.codeBytes ?? codeBytes;
      return bytes && `${format.number(bytes)} bytes`;
    },
  },
];
