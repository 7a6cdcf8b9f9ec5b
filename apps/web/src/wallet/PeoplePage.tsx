// SPDX-License-Identifier: Apache-2.0
import { PageHeader } from '../ui/PageHeader.tsx';

export function PeoplePage() {
  return <PageHeader title="People" />;
}
