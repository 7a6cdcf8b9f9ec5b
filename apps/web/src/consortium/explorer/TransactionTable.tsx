// SPDX-License-Identifier: Apache-2.0
import type { RpcReceipt, RpcTransaction } from '@datacar/sdk/consortium/RpcMethods';
import type { ReactNode } from 'react';
import { Age } from '../../ui/Age.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { BlockLink } from './BlockLink.tsx';
import type { WholeBlock } from './chainQueries.ts';
import { NarrowTransactionLink } from './NarrowTransactionLink.tsx';
import { TransactionLink } from './TransactionLink.tsx';
import { TransactionSentence } from './TransactionSentence.tsx';

export interface ListedTransaction {
  transaction: RpcTransaction;
  receipt: RpcReceipt | undefined;
  blockNumber: number;
  timeMs: number;
}

/** The transactions of blocks, the last of each first. */
export function listTransactions(blocks: readonly WholeBlock[]): ListedTransaction[] {
  return blocks.flatMap(({ block, receipts }) =>
    block.transactions
      .map((transaction, index) => ({
        transaction,
        receipt: receipts[index],
        blockNumber: Number(block.number),
        timeMs: Number(block.timestamp) * 1_000,
      }))
      .toReversed(),
  );
}

/** Transactions, each with what it did. */
export function TransactionTable({
  caption,
  rows,
  empty,
}: {
  caption: string;
  rows: readonly ListedTransaction[];
  empty?: ReactNode;
}) {
  return (
    <DataTable
      caption={caption}
      rows={rows}
      keyOf={({ transaction }) => transaction.hash}
      empty={empty}
      columns={[
        {
          key: 'what',
          title: 'What happened',
          render: (row) => (
            <>
              <TransactionSentence {...row} />
              <NarrowTransactionLink hash={row.transaction.hash} />
            </>
          ),
        },
        {
          key: 'hash',
          title: 'Transaction',
          isWide: true,
          render: ({ transaction }) => <TransactionLink hash={transaction.hash} />,
        },
        {
          key: 'block',
          title: 'Block',
          isNumber: true,
          isWide: true,
          render: ({ blockNumber }) => <BlockLink number={blockNumber} />,
        },
        { key: 'age', title: 'Age', isNumber: true, render: ({ timeMs }) => <Age timeMs={timeMs} /> },
      ]}
    />
  );
}
