// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type ReadSessionReturnType, readSession } from '@datacar/sdk/wallet/readSession';
import { signOut as endSession } from '@datacar/sdk/wallet/signOut';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { client } from './client.ts';
import { queryClient } from './queryClient.ts';

export type Session = ReadSessionReturnType;

/** Who is signed in; `null` for nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session | null> => {
    try {
      return await readSession(client);
    } catch (error) {
      if (error instanceof DatacarError && error.code === 'UNAUTHENTICATED') return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export const useSession = () => useQuery(sessionQuery);

/** Call after any way of signing in has answered: everything is asked again as the new person. */
export async function adoptSession(answer: Session & { token?: string }): Promise<void> {
  // The page goes by the cookie; it keeps no token that a script could take.
  const { token: _token, ...session } = answer;
  queryClient.setQueryData<Session | null>(['session'], session);
  await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
}

export async function signOut(): Promise<void> {
  await endSession(client);
  queryClient.clear();
  queryClient.setQueryData(['session'], null);
}
