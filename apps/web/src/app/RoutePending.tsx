// SPDX-License-Identifier: Apache-2.0
import { Skeleton } from '../ui/Skeleton.tsx';

/** While a page's code is on its way. */
export function RoutePending() {
  return (
    <div role="status" aria-label="Loading">
      <Skeleton height="2.25rem" width="14rem" />
      <Skeleton height="12rem" />
    </div>
  );
}
