// SPDX-License-Identifier: Apache-2.0
import { useRouter } from '@tanstack/react-router';
import { ErrorState } from '../ui/ErrorState.tsx';

/** In place of a page that could not be shown. */
export function RouteError({ error, reset }: { error: unknown; reset?: () => void }) {
  const router = useRouter();
  return (
    <ErrorState
      error={error}
      onRetry={() => {
        reset?.();
        void router.invalidate();
      }}
    />
  );
}
