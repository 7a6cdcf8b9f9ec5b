// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { reportReachable, reportUnreachable } from './connection.ts';

const staleMs = 10_000;

function onError(error: unknown): void {
  if (!(error instanceof DatacarError)) return;
  if (error.code === 'SERVER_UNREACHABLE') reportUnreachable();
  else reportReachable();
  // The session ended: whoever asks for it next gets to the sign-in.
  if (error.code === 'UNAUTHENTICATED')
    queryClient.setQueryData(['session'], { session: null, linkError: null });
}

/** The SDK repeats what may be repeated itself, so a failure here is final. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError, onSuccess: reportReachable }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: { retry: false, staleTime: staleMs, refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});
