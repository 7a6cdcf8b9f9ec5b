// SPDX-License-Identifier: Apache-2.0
import { PageHeader } from '../ui/PageHeader.tsx';

export function PhonePage() {
  return <PageHeader title="On the phone" />;
}
