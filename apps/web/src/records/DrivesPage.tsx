// SPDX-License-Identifier: Apache-2.0
import { PageHeader } from '../ui/PageHeader.tsx';

export function DrivesPage() {
  return <PageHeader title="Drives" />;
}
