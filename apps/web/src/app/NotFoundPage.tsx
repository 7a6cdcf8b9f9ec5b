// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../ui/EmptyState.tsx';

export function NotFoundPage() {
  return (
    <EmptyState
      title="There is no such page"
      action={
        <Link className="button button-primary" to="/">
          Go to my cars
        </Link>
      }
    >
      The address may be mistyped, or the page moved.
    </EmptyState>
  );
}
