// SPDX-License-Identifier: Apache-2.0
import { PageHeader } from '../ui/PageHeader.tsx';

export function SignInPage() {
  return <PageHeader title="Sign in" />;
}
