// SPDX-License-Identifier: Apache-2.0
import type { AllocationName } from '@datacar/core/token/allocations';

/** The same amount becoming releasable once, or again and again. */
export interface Tranche {
  /** The first time. */
  atMs: number;
  amount: bigint;
  count: number;
  /** From one time to the next; of no matter for one time. */
  everyMs: number;
}

export interface PastRelease {
  atMs: number;
  amount: bigint;
}

export interface AllocationTimeline {
  name: AllocationName;
  total: bigint;
  /** What may be released when, to the end. */
  schedule: readonly Tranche[];
  /** What was released when, in order of time. */
  releases: readonly PastRelease[];
}

/** The whole supply over time. Before the launch, times count from it: 0 is the launch. */
export interface SupplyTimeline {
  isLaunched: boolean;
  launchMs: number;
  allocations: readonly AllocationTimeline[];
}

/** What may have been released by a moment, that moment included. */
export function releasableBy({ schedule }: Pick<AllocationTimeline, 'schedule'>, timeMs: number): bigint {
  let sum = 0n;
  for (const { atMs, amount, count, everyMs } of schedule) {
    if (timeMs < atMs) continue;
    const times = count === 1 ? 1 : Math.min(count, Math.floor((timeMs - atMs) / everyMs) + 1);
    sum += amount * BigInt(times);
  }
  return sum;
}

/** What had been released by a moment, that moment included. */
export function releasedBy({ releases }: Pick<AllocationTimeline, 'releases'>, timeMs: number): bigint {
  let sum = 0n;
  for (const { atMs, amount } of releases) if (atMs <= timeMs) sum += amount;
  return sum;
}

/** The moments at which something changes but for weekly payments: releases of their own, and new weekly amounts. */
export function turningPoints({ launchMs, allocations }: SupplyTimeline): number[] {
  const moments = new Set([launchMs]);
  for (const { schedule } of allocations) {
    for (const { atMs } of schedule) moments.add(Math.max(launchMs, atMs));
  }
  return [...moments].toSorted((left, right) => left - right);
}

/** The last moment at which anything becomes releasable. */
export function endOfSchedule({ launchMs, allocations }: SupplyTimeline): number {
  let endMs = launchMs;
  for (const { schedule } of allocations) {
    for (const { atMs, count, everyMs } of schedule) endMs = Math.max(endMs, atMs + (count - 1) * everyMs);
  }
  return endMs;
}

/** The first turning point at which all but a share of what is ever releasable may be released. */
export function almostAllBy(timeline: SupplyTimeline, { partsLeft }: { partsLeft: bigint }): number {
  const endMs = endOfSchedule(timeline);
  const sumBy = (timeMs: number) =>
    timeline.allocations.reduce((sum, allocation) => sum + releasableBy(allocation, timeMs), 0n);
  const whole = sumBy(endMs);
  return turningPoints(timeline).find((timeMs) => (whole - sumBy(timeMs)) * partsLeft <= whole) ?? endMs;
}
