// SPDX-License-Identifier: Apache-2.0
import { PageHeader } from '../ui/PageHeader.tsx';

export function CarPage() {
  return <PageHeader title="Car" />;
}
