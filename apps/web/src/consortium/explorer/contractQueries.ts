// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { listContracts } from '@datacar/sdk/consortium/listContracts';
import { readContract } from '@datacar/sdk/consortium/readContract';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/client.ts';

/** Datacar's contracts with the outcome of their comparison; `null` from a server that compares none. */
export const contractsQuery = queryOptions({
  queryKey: ['chain', 'contracts'],
  queryFn: async () => {
    try {
      return (await listContracts(client)).items;
    } catch (error) {
      return orNull(error);
    }
  },
  staleTime: 60_000,
});

/** One of them, with its source; `null` for an address that is none of them. */
export const contractQuery = (contract: string) =>
  queryOptions({
    queryKey: ['chain', 'contract', contract.toLowerCase()],
    queryFn: async () => {
      try {
        return await readContract(client, { contract });
      } catch (error) {
        return orNull(error);
      }
    },
    staleTime: 60_000,
  });

function orNull(error: unknown): null {
  const isMissing =
    error instanceof DatacarError && (error.code === 'NOT_FOUND' || error.details?.status === 404);
  if (isMissing) return null;
  throw error;
}
