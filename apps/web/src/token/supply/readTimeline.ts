// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { readTokenSchedule } from '@datacar/core/token/routes';
import type { AllocationTimeline, SupplyTimeline, Tranche } from './SupplyTimeline.ts';
import { yearMs } from './yearTicks.ts';

export type TokenSchedule = RouteResponse<typeof readTokenSchedule>;
type Allocation = TokenSchedule['allocations'][number];

const weekMs = 7 * 86_400_000;
const monthMs = yearMs / 12;

/** What the server read from the contracts, as one line of time. */
export function readTimeline({ launchedAtMs, allocations }: TokenSchedule): SupplyTimeline {
  const launchMs = launchedAtMs ?? 0;
  return {
    isLaunched: launchedAtMs !== null,
    launchMs,
    allocations: allocations.map(
      (allocation): AllocationTimeline => ({
        name: allocation.name,
        total: BigInt(allocation.total),
        schedule: scheduleOf(allocation, launchMs),
        releases: allocation.past.map(({ atMs, amount }) => ({ atMs, amount: BigInt(amount) })),
      }),
    ),
  };
}

function scheduleOf({ name, total, tranches, eras }: Allocation, launchMs: number): Tranche[] {
  const once = { count: 1, everyMs: 0 };
  switch (name) {
    // No lock: what is sold is delivered, and what the council approves is paid.
    case 'publicOffering':
    case 'operation':
      return [{ atMs: launchMs, amount: BigInt(total), ...once }];
    case 'technology':
    case 'foundation':
      return tranches.map(({ atMs, monthsAfterLaunch, amount }) => ({
        atMs: atMs ?? Math.round(monthsAfterLaunch * monthMs),
        amount: BigInt(amount),
        ...once,
      }));
    case 'mining':
      return eras.map(({ startsAtMs, fromEpoch, toEpoch, capPerEpoch }) => ({
        atMs: startsAtMs ?? fromEpoch * weekMs,
        amount: BigInt(capPerEpoch),
        count: toEpoch - fromEpoch + 1,
        everyMs: weekMs,
      }));
  }
}
