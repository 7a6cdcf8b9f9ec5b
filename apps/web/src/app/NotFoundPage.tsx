// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { PageHeader } from '../ui/PageHeader.tsx';

export function NotFoundPage() {
  return (
    <PageHeader title="There is no such page">
      <p>
        The address may be mistyped, or the page moved. <Link to="/">Go to my cars</Link>, or search with
        Ctrl-K.
      </p>
    </PageHeader>
  );
}
