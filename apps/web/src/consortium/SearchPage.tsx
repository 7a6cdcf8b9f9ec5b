// SPDX-License-Identifier: Apache-2.0
import { PageHeader } from '../ui/PageHeader.tsx';

export function SearchPage() {
  return <PageHeader title="Search" />;
}
