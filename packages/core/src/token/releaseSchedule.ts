// SPDX-License-Identifier: Apache-2.0
import { addMonths } from './addMonths.ts';
import { DATR_UNIT } from './allocations.ts';

/** One release that only waits for its date. */
export interface Tranche {
  /** Counted from launch, never from the tranche before. */
  monthsAfterLaunch: number;
  amount: bigint;
}

export interface DatedTranche extends Tranche {
  /** Seconds since the epoch. */
  at: number;
}

/** A stretch of weeks in which mining may pay the same each week. */
export interface MiningEra {
  fromEpoch: number;
  /** The last one, included. */
  toEpoch: number;
  /** Seconds since the epoch; the end is excluded. */
  startsAt: number;
  endsAt: number;
  capPerEpoch: bigint;
}

/** 16,000,000 on the 5th, 6th, 7th and 8th anniversary of launch. */
export const technologyTranches: readonly Tranche[] = [60, 72, 84, 96].map((monthsAfterLaunch) => ({
  monthsAfterLaunch,
  amount: 16_000_000n * DATR_UNIT,
}));

/** 8,000,000 on the 4th anniversary of launch and every three months after, 15 times. */
export const foundationTranches: readonly Tranche[] = Array.from({ length: 15 }, (_, index) => ({
  monthsAfterLaunch: 48 + 3 * index,
  amount: 8_000_000n * DATR_UNIT,
}));

/** An epoch of mining: a week from launch. */
export const EPOCH_SECONDS = 7 * 86_400;

/** Weeks after which the cap of a week is halved: four years less four days. */
export const EPOCHS_PER_ERA = 208;

/** The first week's cap is the reserve at launch over this: two eras' weeks, so that the halvings sum to the whole. */
const INITIAL_CAP_DIVISOR = 416n;

/** What mining may pay in the first week, rounded down. @param reserveAtLaunch What it held then. */
export function initialMiningCap(reserveAtLaunch: bigint): bigint {
  return reserveAtLaunch / INITIAL_CAP_DIVISOR;
}

/** What mining may pay in a week, counted from 0 at launch. */
export function miningCap(reserveAtLaunch: bigint, epoch: number): bigint {
  return initialMiningCap(reserveAtLaunch) >> BigInt(Math.floor(epoch / EPOCHS_PER_ERA));
}

/** Every release that only waits for its date, from the launch alone. @param launchedAt Seconds since the epoch. */
export function datedTranches(tranches: readonly Tranche[], launchedAt: number): DatedTranche[] {
  return tranches.map((tranche) => ({ ...tranche, at: addMonths(launchedAt, tranche.monthsAfterLaunch) }));
}

/** Every era of mining until its cap is 0; what is left then stays locked. */
export function miningEras(reserveAtLaunch: bigint, launchedAt: number): MiningEra[] {
  const eras: MiningEra[] = [];
  for (let fromEpoch = 0; ; fromEpoch += EPOCHS_PER_ERA) {
    const capPerEpoch = miningCap(reserveAtLaunch, fromEpoch);
    if (capPerEpoch === 0n) return eras;
    const startsAt = launchedAt + fromEpoch * EPOCH_SECONDS;
    eras.push({
      fromEpoch,
      toEpoch: fromEpoch + EPOCHS_PER_ERA - 1,
      startsAt,
      endsAt: startsAt + EPOCHS_PER_ERA * EPOCH_SECONDS,
      capPerEpoch,
    });
  }
}

export interface ReleaseSchedule {
  technology: DatedTranche[];
  foundation: DatedTranche[];
  mining: MiningEra[];
  /** Of mining: what rounding leaves locked for good when every week pays its cap. */
  miningLocked: bigint;
}

/**
 * Everything that the rules release by themselves, recomputed from the launch alone. The public offering has no
 * schedule and the operation fund pays what its council approves.
 *
 * @param launchedAt Seconds since the epoch.
 * @param reserveAtLaunch What the mining reserve held at launch: 336,000,000 DATR and what the offering left.
 *
 * @example
 * const { technology } = releaseSchedule({ launchedAt: 1_709_164_800, reserveAtLaunch: 336_000_000n * 10n ** 18n });
 */
export function releaseSchedule({
  launchedAt,
  reserveAtLaunch,
}: {
  launchedAt: number;
  reserveAtLaunch: bigint;
}): ReleaseSchedule {
  const mining = miningEras(reserveAtLaunch, launchedAt);
  const paid = mining.reduce((sum, era) => sum + era.capPerEpoch * BigInt(EPOCHS_PER_ERA), 0n);
  return {
    technology: datedTranches(technologyTranches, launchedAt),
    foundation: datedTranches(foundationTranches, launchedAt),
    mining,
    miningLocked: reserveAtLaunch - paid,
  };
}
