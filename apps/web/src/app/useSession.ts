// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type ReadSessionReturnType, readSession } from '@datacar/sdk/wallet/readSession';
import { signInWithLink } from '@datacar/sdk/wallet/signInWithLink';
import { signOut as endSession } from '@datacar/sdk/wallet/signOut';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { restartLiveFeed } from '../records/liveFeed.ts';
import { client } from './client.ts';
import { queryClient } from './queryClient.ts';
import { onStartToken, takeStartToken } from './startLink.ts';

export type Session = ReadSessionReturnType;

export interface SessionState {
  session: Session | null;
  /** Why the one-time link of the address did not sign in. */
  linkError: DatacarError | null;
}

/** Who is signed in. A one-time link in the address is used up first. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<SessionState> => {
    const token = takeStartToken();
    let linkError: DatacarError | null = null;
    if (token !== undefined) {
      try {
        return { session: withoutToken(await signInWithLink(client, { token })), linkError };
      } catch (error) {
        if (!(error instanceof DatacarError)) throw error;
        linkError = error;
      }
    }
    try {
      // Whoever is signed in already needs no link that worked.
      return { session: await readSession(client), linkError: null };
    } catch (error) {
      if (error instanceof DatacarError && error.code === 'UNAUTHENTICATED')
        return { session: null, linkError };
      throw error;
    }
  },
  staleTime: 60_000,
});

onStartToken(() => {
  void queryClient.invalidateQueries().then(restartLiveFeed);
});

/** The page goes by the cookie; it keeps no token that a script could take. */
function withoutToken({ token: _token, ...session }: Session & { token?: string }): Session {
  return session;
}

function setSession(session: Session | null): void {
  queryClient.setQueryData<SessionState>(['session'], { session, linkError: null });
}

/** `data` is undefined until it is known, and null for nobody. */
export function useSession() {
  const { data, error, refetch } = useQuery(sessionQuery);
  return { data: data?.session, linkError: data?.linkError ?? null, error, refetch };
}

/** Call after any way of signing in has answered: everything is asked again as the new person. */
export async function adoptSession(answer: Session & { token?: string }): Promise<void> {
  setSession(withoutToken(answer));
  restartLiveFeed();
  await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
}

export async function signOut(): Promise<void> {
  await endSession(client);
  setSession(null);
  // Nothing that was shown to this person is left for the next one.
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
}
