// SPDX-License-Identifier: Apache-2.0
import { useRouter } from '@tanstack/react-router';
import { ErrorState } from '../ui/ErrorState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';

/** In place of a page that could not be shown. */
export function RouteError({ error, reset }: { error: unknown; reset?: () => void }) {
  const router = useRouter();
  return (
    <>
      <PageHeader title="This page could not be shown" />
      <ErrorState
        error={error}
        onRetry={() => {
          reset?.();
          void router.invalidate();
        }}
      />
    </>
  );
}
