// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { ChainIndex, IndexedVehicle } from '@datacar/store/chain/ChainIndex';
import type { ReadingsOf } from '@datacar/store/telemetry/Telemetry';
import type { Address } from 'viem';

/** Whose a car is, as the chain says. */
export interface Ownership {
  exists(vehicle: number): boolean;
  /** Whether the account owns it now. */
  isOwner(vehicle: number, account: Address): boolean;
  /** Whether the account owns it now or owned it in an earlier epoch. */
  hasEpoch(vehicle: number, account: Address): boolean;
  /** What the account owns now, ascending by id. */
  vehiclesOf(account: Address): number[];
  /**
   * The epoch whose readings an account may see: its newest. A car's earlier readings stay with its earlier owner.
   * @throws DatacarError FORBIDDEN
   */
  visibleEpoch(vehicle: number, account: Address): number;
  /** The readings an account may see: all, if every epoch was its own, else those of its newest. */
  visibleReadings(vehicle: number, account: Address): ReadingsOf;
}

export function createOwnership({ chainIndex }: { chainIndex: ChainIndex }): Ownership {
  const epochsOf = (vehicle: number, account: Address) =>
    chainIndex.vehicle(vehicle)?.epochs.filter(({ owner }) => isSame(owner, account)) ?? [];

  function visibleEpoch(vehicle: number, account: Address): number {
    const newest = epochsOf(vehicle, account).at(-1);
    if (newest === undefined)
      throw new DatacarError('FORBIDDEN', `Vehicle ${vehicle} is not and was not yours.`);
    return newest.epoch;
  }

  return {
    exists: (vehicle) => chainIndex.vehicle(vehicle) !== undefined,
    isOwner: (vehicle, account) => isSame(chainIndex.vehicle(vehicle)?.owner, account),
    hasEpoch: (vehicle, account) => epochsOf(vehicle, account).length > 0,
    vehiclesOf: (account) =>
      chainIndex
        .vehicles({ owner: account.toLowerCase() })
        .map(({ id }: IndexedVehicle) => id)
        .sort((left, right) => left - right),
    visibleEpoch,
    visibleReadings(vehicle, account) {
      const ownerEpoch = visibleEpoch(vehicle, account);
      const isEvery = epochsOf(vehicle, account).length === chainIndex.vehicle(vehicle)?.epochs.length;
      return isEvery ? { vehicle } : { vehicle, ownerEpoch };
    },
  };
}

function isSame(left: string | undefined, right: Address): boolean {
  return left?.toLowerCase() === right.toLowerCase();
}
