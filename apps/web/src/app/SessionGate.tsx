// SPDX-License-Identifier: Apache-2.0
import { lazy, type ReactNode, Suspense } from 'react';
import { ErrorState } from '../ui/ErrorState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { RoutePending } from './RoutePending.tsx';
import { useSession } from './useSession.ts';

const SignInPage = lazy(() =>
  import('../wallet/SignInPage.tsx').then(({ SignInPage }) => ({ default: SignInPage })),
);

/** Shows the page to who is signed in, and how to sign in to who is not. */
export function SessionGate({ isOpen, children }: { isOpen: boolean; children: ReactNode }) {
  const { data: session, error, refetch } = useSession();
  if (isOpen || session) return children;
  if (session === null) {
    return (
      <Suspense fallback={<RoutePending />}>
        <SignInPage />
      </Suspense>
    );
  }
  if (error !== null) {
    return (
      <>
        <PageHeader title="Datacar" />
        <ErrorState error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  return <RoutePending />;
}
