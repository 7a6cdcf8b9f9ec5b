// SPDX-License-Identifier: Apache-2.0
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useFormat } from '../../app/useFormat.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { headQuery, readBlocks } from './chainQueries.ts';
import { type ListedTransaction, listTransactions, TransactionTable } from './TransactionTable.tsx';

/** Blocks looked through at once: two questions each, in batches of the gateway's size. */
const windowBlocks = 100;
/** As many windows are looked through without being asked to. */
const windowsFirst = 3;

interface AddressTransactionsProps {
  address: string;
  /** Transactions that it ever sent; `null` for a contract, which sends none. */
  sentCount: number | null;
}

/**
 * The transactions from and to an address. A chain keeps no list of them, so the newest blocks are looked through,
 * and it says how far.
 */
export function AddressTransactions({ address, sentCount }: AddressTransactionsProps) {
  const format = useFormat();
  const { data: head } = useQuery({ ...headQuery, refetchInterval: false });
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({
    queryKey: ['chain', 'account', address.toLowerCase(), 'transactions', head],
    queryFn: async ({ pageParam: first }): Promise<{ rows: ListedTransaction[]; down: number }> => {
      const count = Math.min(windowBlocks, first + 1);
      const blocks = await readBlocks(Array.from({ length: count }, (_, index) => first - index));
      const rows = listTransactions(blocks).filter(({ transaction: { from, to } }) =>
        [from, to].some((party) => party?.toLowerCase() === address.toLowerCase()),
      );
      return { rows, down: first - count + 1 };
    },
    initialPageParam: head ?? 0,
    getNextPageParam: ({ down }) => (down > 0 ? down - 1 : undefined),
    enabled: head !== undefined,
  });
  const pages = data?.pages ?? [];
  const rows = pages.flatMap((page) => page.rows);
  const found = rows.filter(({ transaction }) => transaction.from.toLowerCase() === address.toLowerCase());
  const isAllSent = sentCount !== null && found.length >= sentCount;
  const mayGoOn = hasNextPage && !isFetching && !isAllSent && pages.length < windowsFirst;
  useEffect(() => {
    if (mayGoOn) void fetchNextPage();
  }, [mayGoOn, fetchNextPage]);
  const down = pages.at(-1)?.down;
  return (
    <Card
      title="Transactions"
      aside={down !== undefined && (down === 0 ? 'of the whole chain' : `since block ${format.number(down)}`)}
      isFlush
    >
      {error !== null && <ErrorState error={error} />}
      {data === undefined && error === null ? (
        <Skeleton height="10rem" />
      ) : (
        <TransactionTable caption="Transactions of the address" rows={rows} empty="None in these blocks." />
      )}
      {hasNextPage && (
        <div className="look-further row">
          <Button isSmall isBusy={isFetching} onClick={() => void fetchNextPage()}>
            Look further back
          </Button>
        </div>
      )}
    </Card>
  );
}
