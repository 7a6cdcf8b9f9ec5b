// SPDX-License-Identifier: Apache-2.0
import { type ListFundReleasesParameters, listFundReleases } from '@datacar/sdk/token/listFundReleases';
import { listTransfers } from '@datacar/sdk/token/listTransfers';
import { readBalances } from '@datacar/sdk/token/readBalances';
import { readOffering } from '@datacar/sdk/token/readOffering';
import { readTokenSchedule } from '@datacar/sdk/token/readTokenSchedule';
import { readTokenSupply } from '@datacar/sdk/token/readTokenSupply';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client } from '../app/client.ts';

export type FundName = ListFundReleasesParameters['fund'];

/** What changes here changes by somebody's transaction; nobody waits for it by the second. */
const pollMs = 10_000;

export const supplyQuery = queryOptions({
  queryKey: ['token', 'supply'],
  queryFn: () => readTokenSupply(client),
  refetchInterval: pollMs,
});

export const scheduleQuery = queryOptions({
  queryKey: ['token', 'schedule'],
  queryFn: () => readTokenSchedule(client),
  refetchInterval: 6 * pollMs,
});

export const offeringQuery = (buyer: string | undefined) =>
  queryOptions({
    queryKey: ['token', 'offering', buyer?.toLowerCase()],
    queryFn: () => readOffering(client, { buyer }),
    refetchInterval: pollMs,
  });

export const balancesQuery = (account: string) =>
  queryOptions({
    queryKey: ['token', 'balances', account.toLowerCase()],
    queryFn: () => readBalances(client, { account }),
    refetchInterval: pollMs,
  });

export const transfersQuery = (account: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['token', 'transfers', account?.toLowerCase()],
    queryFn: ({ pageParam }) => listTransfers(client, { account, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });

export const fundReleasesQuery = (fund: FundName) =>
  infiniteQueryOptions({
    queryKey: ['token', 'funds', fund],
    queryFn: ({ pageParam }) => listFundReleases(client, { fund, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: pollMs,
  });
