// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import { contractAbis } from '@datacar/chain/contracts/contractAbis';
import type { DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import { type AllocationName, allocationNames } from '@datacar/core/token/allocations';
import { type AbiEvent, getAbiItem } from 'viem';
import { createEventFold, type EventFold } from './createEventFold.ts';
import { allocationContracts } from './readSupply.ts';

/** What left an allocation on one UTC day. */
export interface ReleaseDay {
  /** Of its first release. */
  atMs: number;
  amount: bigint;
}

export type Releases = Record<AllocationName, ReleaseDay[]>;

const DAY_MS = 86_400_000;

/** What has left the allocations, by the days on which it did: few lines, however many bought or were paid. */
export function openReleases({
  chain,
  contracts,
}: {
  chain: Chain;
  contracts: DatacarContracts;
}): EventFold<Releases> {
  const holders = allocationNames.map((name) => contracts[allocationContracts[name]]);
  const byHolder = new Map(holders.map((holder, index) => [holder.toLowerCase(), allocationNames[index]]));
  const reserve = contracts.miningReserve.toLowerCase();
  return createEventFold<Releases>({
    chain,
    addresses: [contracts.datr],
    event: getAbiItem({ abi: contractAbis.datr, name: 'Transfer' }) as AbiEvent,
    args: { from: holders },
    fromBlock: contracts.deployedAtBlock,
    empty: () => ({ publicOffering: [], technology: [], operation: [], foundation: [], mining: [] }),
    apply(releases, { args, atMs }) {
      const { from, to, value } = args as { from: string; to: string; value: bigint };
      const name = byHolder.get(from.toLowerCase());
      // At launch the offering gives what it did not sell to mining: that stays in an allocation.
      if (name === undefined || value === 0n || to.toLowerCase() === reserve) return;
      const days = releases[name];
      const last = days.at(-1);
      const isSameDay = last !== undefined && Math.floor(last.atMs / DAY_MS) === Math.floor(atMs / DAY_MS);
      if (isSameDay) last.amount += value;
      else days.push({ atMs, amount: value });
    },
  });
}
