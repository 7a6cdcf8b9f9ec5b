// SPDX-License-Identifier: Apache-2.0
import { listMembers } from '@datacar/sdk/consortium/listMembers';
import { listProposals } from '@datacar/sdk/consortium/listProposals';
import { listValidators } from '@datacar/sdk/consortium/listValidators';
import { readCouncil } from '@datacar/sdk/consortium/readCouncil';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client } from '../app/client.ts';

/** Members act by the day; a page that lies open need not ask more often. */
const pollMs = 10_000;

/** The first page: how many stand, and who governs. All members come by `membersQuery`. */
export const standingQuery = queryOptions({
  queryKey: ['consortium', 'standing'],
  queryFn: () => listMembers(client),
  refetchInterval: pollMs,
});

const paged = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ nextCursor }: { nextCursor: string | null }) => nextCursor ?? undefined,
  refetchInterval: pollMs,
};

export const proposalsQuery = infiniteQueryOptions({
  queryKey: ['consortium', 'proposals'],
  queryFn: ({ pageParam }) => listProposals(client, { cursor: pageParam }),
  ...paged,
});

export const validatorsQuery = infiniteQueryOptions({
  queryKey: ['consortium', 'validators'],
  queryFn: ({ pageParam }) => listValidators(client, { cursor: pageParam }),
  ...paged,
});

export const councilQuery = infiniteQueryOptions({
  queryKey: ['consortium', 'council'],
  queryFn: ({ pageParam }) => readCouncil(client, { cursor: pageParam }),
  ...paged,
});
