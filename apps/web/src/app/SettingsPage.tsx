// SPDX-License-Identifier: Apache-2.0
import { PageHeader } from '../ui/PageHeader.tsx';

export function SettingsPage() {
  return <PageHeader title="Settings" />;
}
