// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { PageHeader } from '../ui/PageHeader.tsx';

export function NotFoundPage() {
  return (
    <>
      <PageHeader title="There is no such page">The address may be mistyped, or the page moved.</PageHeader>
      <Link className="button button-primary" to="/">
        Go to my cars
      </Link>
    </>
  );
}
