// SPDX-License-Identifier: Apache-2.0
import { PageHeader } from '../ui/PageHeader.tsx';

export function BlockPage() {
  return <PageHeader title="Block" />;
}
