// SPDX-License-Identifier: Apache-2.0
import type { DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import { type AllocationName, allocationNames } from '@datacar/core/token/allocations';
import {
  EPOCH_SECONDS,
  EPOCHS_PER_ERA,
  foundationTranches,
  miningEras,
  releaseSchedule,
  type Tranche,
  technologyTranches,
} from '@datacar/core/token/releaseSchedule';
import type { readTokenSchedule } from '@datacar/core/token/routes';
import type { EventFold } from './createEventFold.ts';
import type { ChainView } from './openChainViews.ts';
import type { Releases } from './openReleases.ts';
import { roundNames, roundStates } from './readRounds.ts';
import { allocationContracts } from './readSupply.ts';

type Schedule = RouteResponse<typeof readTokenSchedule>;
type Allocation = Schedule['allocations'][number];

export interface ReadScheduleDependencies {
  contracts: DatacarContracts;
  releases: EventFold<Releases>;
}

/** All five allocations over time, from the contracts' own view functions and the transfers out of them. */
export async function readSchedule(
  view: ChainView,
  { contracts, releases }: ReadScheduleDependencies,
): Promise<Schedule> {
  const { read, asOf, blockNumber } = view;
  const [launchedAt, deadline, past] = await Promise.all([
    read('publicOffering', 'launchedAt', []),
    read('publicOffering', 'deadline', []),
    releases.upTo(blockNumber).then(copyPast),
  ]);
  const [rounds, technology, foundation, eras, lockedForGood] = await Promise.all([
    readRoundTimes(view),
    readTranches(view, 'technologyVesting', technologyTranches),
    readTranches(view, 'foundationVesting', foundationTranches),
    readEras(view, Number(launchedAt)),
    readLockedForGood(view, Number(launchedAt)),
  ]);
  const allocations = await Promise.all(
    allocationNames.map(async (name): Promise<Allocation> => {
      const contract = allocationContracts[name];
      const [total, released] = await Promise.all([
        read(contract, 'total', []),
        read(contract, 'released', []),
      ]);
      return {
        name,
        account: contracts[contract],
        total: total.toString(),
        released: released.toString(),
        past: past[name],
        tranches: name === 'technology' ? technology : name === 'foundation' ? foundation : [],
        rounds: name === 'publicOffering' ? rounds : [],
        eras: name === 'mining' ? eras : [],
        lockedForGood: name === 'mining' ? lockedForGood : '0',
      };
    }),
  );
  return {
    launchedAtMs: launchedAt === 0n ? null : Number(launchedAt) * 1_000,
    asOf,
    allocations,
    offeringDeadlineMs: Number(deadline) * 1_000,
  };
}

/** At once: what is folded goes on. */
function copyPast(releases: Releases): Record<AllocationName, Allocation['past']> {
  const copy = (name: AllocationName) =>
    releases[name].map(({ atMs, amount }) => ({ atMs, amount: amount.toString() }));
  return {
    publicOffering: copy('publicOffering'),
    technology: copy('technology'),
    operation: copy('operation'),
    foundation: copy('foundation'),
    mining: copy('mining'),
  };
}

async function readRoundTimes({ read }: ChainView): Promise<Allocation['rounds']> {
  return Promise.all(
    roundNames.map(async (name, index) => {
      const { state, terms, available, sold } = await read('publicOffering', 'roundOf', [BigInt(index)]);
      const isPublished = terms.closesAt !== 0n;
      return {
        index,
        name,
        state: roundStates[state] ?? 'unpublished',
        opensAtMs: isPublished ? Number(terms.opensAt) * 1_000 : null,
        closesAtMs: isPublished ? Number(terms.closesAt) * 1_000 : null,
        available: available.toString(),
        sold: sold.toString(),
      };
    }),
  );
}

/** Dates are the contract's own; months, and amounts before the launch, are those of the rules. */
async function readTranches(
  { read, at }: ChainView,
  contract: 'technologyVesting' | 'foundationVesting',
  rules: readonly Tranche[],
): Promise<Allocation['tranches']> {
  const [schedule, released] = await Promise.all([
    read(contract, 'schedule', []),
    read(contract, 'released', []),
  ]);
  let releasedSoFar = 0n;
  return rules.map(({ monthsAfterLaunch, amount }, index) => {
    const dated = schedule[index];
    const ofContract = dated?.amount ?? amount;
    releasedSoFar += ofContract;
    const isDue = dated !== undefined && Number(dated.dueAt) <= at;
    return {
      monthsAfterLaunch,
      atMs: dated === undefined ? null : Number(dated.dueAt) * 1_000,
      amount: ofContract.toString(),
      state: released >= releasedSoFar ? 'released' : isDue ? 'releasable' : 'locked',
    };
  });
}

/** What rounding leaves when every week pays its cap; before the launch by the rules, from what the reserve has now. */
async function readLockedForGood({ read }: ChainView, launchedAt: number): Promise<string> {
  if (launchedAt !== 0) return (await read('miningReserve', 'lockedRemainder', [])).toString();
  const reserveAtLaunch = await read('miningReserve', 'total', []);
  return releaseSchedule({ launchedAt, reserveAtLaunch }).miningLocked.toString();
}

/** Each era with the contract's cap for its first week; before the launch by the rules. */
async function readEras({ read }: ChainView, launchedAt: number): Promise<Allocation['eras']> {
  if (launchedAt === 0) {
    const total = await read('miningReserve', 'total', []);
    return miningEras(total, 0).map(({ fromEpoch, toEpoch, capPerEpoch }) => ({
      fromEpoch,
      toEpoch,
      startsAtMs: null,
      endsAtMs: null,
      capPerEpoch: capPerEpoch.toString(),
    }));
  }
  const epochCount = Number(await read('miningReserve', 'epochCount', []));
  const firsts = Array.from({ length: epochCount / EPOCHS_PER_ERA }, (_, era) => era * EPOCHS_PER_ERA);
  return Promise.all(
    firsts.map(async (fromEpoch) => {
      const [cap, startsAt] = await Promise.all([
        read('miningReserve', 'capOf', [BigInt(fromEpoch)]),
        read('miningReserve', 'startOf', [BigInt(fromEpoch)]),
      ]);
      return {
        fromEpoch,
        toEpoch: fromEpoch + EPOCHS_PER_ERA - 1,
        startsAtMs: Number(startsAt) * 1_000,
        endsAtMs: (Number(startsAt) + EPOCHS_PER_ERA * EPOCH_SECONDS) * 1_000,
        capPerEpoch: cap.toString(),
      };
    }),
  );
}
