// SPDX-License-Identifier: Apache-2.0
import type { AllocationName } from '@datacar/core/token/allocations';

interface AllocationWords {
  name: string;
  /** Where there is little room. */
  short: string;
  /** When and to whom it goes. */
  rule: string;
  color: `--${string}`;
}

/** The five allocations in words. */
export const allocationWords: Readonly<Record<AllocationName, AllocationWords>> = {
  publicOffering: {
    name: 'Public offering',
    short: 'Offering',
    rule: 'Sold in three rounds before the launch, without a lock',
    color: '--series-2',
  },
  operation: {
    name: 'Operation',
    short: 'Operation',
    rule: 'From the launch on, each release proposed with its reason and approved by the council',
    color: '--series-3',
  },
  technology: {
    name: 'Technology',
    short: 'Technology',
    rule: 'Four releases, on the 5th to 8th anniversary of the launch',
    color: '--series-4',
  },
  foundation: {
    name: 'Foundation',
    short: 'Foundation',
    rule: 'Fifteen releases, every three months from the 4th anniversary of the launch',
    color: '--series-5',
  },
  mining: {
    name: 'Mining',
    short: 'Mining',
    rule: 'Only ever paid for car data; at most so much a week, halved every 208 weeks',
    color: '--series-1',
  },
};
