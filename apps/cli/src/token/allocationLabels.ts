// SPDX-License-Identifier: Apache-2.0
import type { AllocationName } from '@datacar/core/token/allocations';

export const allocationLabels: Readonly<Record<AllocationName, string>> = {
  publicOffering: 'Public offering',
  technology: 'Technology',
  operation: 'Operation',
  foundation: 'Foundation',
  mining: 'Mining',
};
