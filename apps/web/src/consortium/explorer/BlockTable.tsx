// SPDX-License-Identifier: Apache-2.0
import { useFormat } from '../../app/useFormat.ts';
import { Age } from '../../ui/Age.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Hash } from '../../ui/Hash.tsx';
import { BlockLink } from './BlockLink.tsx';
import type { WholeBlock } from './chainQueries.ts';
import { Finality } from './Finality.tsx';

export function BlockTable({ blocks }: { blocks: readonly WholeBlock[] }) {
  const format = useFormat();
  return (
    <DataTable
      caption="Blocks"
      rows={blocks}
      keyOf={({ block }) => block.hash}
      columns={[
        {
          key: 'number',
          title: 'Block',
          render: ({ block }) => <BlockLink number={Number(block.number)} />,
        },
        {
          key: 'transactions',
          title: 'Transactions',
          isNumber: true,
          isWide: true,
          render: ({ block }) => format.number(block.transactions.length),
        },
        {
          key: 'hash',
          title: 'Hash',
          isWide: true,
          render: ({ block }) => <Hash value={block.hash} hasCopy={false} />,
        },
        {
          key: 'finality',
          title: 'State',
          render: ({ block }) => <Finality blockNumber={Number(block.number)} />,
        },
        {
          key: 'age',
          title: 'Age',
          isNumber: true,
          render: ({ block }) => <Age timeMs={Number(block.timestamp) * 1_000} />,
        },
      ]}
    />
  );
}
