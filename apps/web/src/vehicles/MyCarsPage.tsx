// SPDX-License-Identifier: Apache-2.0
import { PageHeader } from '../ui/PageHeader.tsx';

export function MyCarsPage() {
  return <PageHeader title="My cars" />;
}
