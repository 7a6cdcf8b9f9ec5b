// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { includesRole, type Role } from '@datacar/core/vehicles/roles';
import type { ChainIndex, IndexedVehicle } from '@datacar/store/chain/ChainIndex';
import type { ReadingsOf } from '@datacar/store/telemetry/Telemetry';
import type { Address } from 'viem';
import type { People } from './openPeople.ts';

/** Whose a car is, as the chain says, and with whom its owner shares it here. */
export interface Ownership {
  exists(vehicle: number): boolean;
  /** Whether the account owns it now, on the chain. */
  isOwner(vehicle: number, account: Address): boolean;
  /** What the account is to the car; undefined for a stranger. */
  roleOf(vehicle: number, account: Address): Role | 'formerOwner' | undefined;
  /** Whether the account has at least this role now. A former owner has none. */
  hasRole(vehicle: number, account: Address, needed: Role): boolean;
  /** Whether the account may read some of what the car said: now, or as a former owner what it said then. */
  mayRead(vehicle: number, account: Address, needed: Role): boolean;
  /** What the account owns now and what is shared with it, ascending by id. */
  vehiclesOf(account: Address): number[];
  /**
   * The epoch whose readings an account may see: its newest. A car's earlier readings stay with its earlier owner.
   * @throws DatacarError FORBIDDEN
   */
  visibleEpoch(vehicle: number, account: Address): number;
  /** The readings an account may see: all, if every epoch was its own, else those of its newest. */
  visibleReadings(vehicle: number, account: Address): ReadingsOf;
}

export interface OwnershipDependencies {
  chainIndex: ChainIndex;
  people: Pick<People, 'roleOf' | 'vehiclesOf'>;
}

export function createOwnership({ chainIndex, people }: OwnershipDependencies): Ownership {
  const epochsOf = (vehicle: number, account: string) =>
    chainIndex.vehicle(vehicle)?.epochs.filter(({ owner }) => isSame(owner, account)) ?? [];
  const isOwner = (vehicle: number, account: Address) => isSame(chainIndex.vehicle(vehicle)?.owner, account);

  function roleOf(vehicle: number, account: Address): Role | 'formerOwner' | undefined {
    const known = chainIndex.vehicle(vehicle);
    if (known === undefined) return undefined;
    if (isSame(known.owner, account)) return 'owner';
    const given = people.roleOf({ vehicle, ownerEpoch: known.epoch }, account);
    return given ?? (epochsOf(vehicle, account).length > 0 ? 'formerOwner' : undefined);
  }

  function hasRole(vehicle: number, account: Address, needed: Role): boolean {
    const role = roleOf(vehicle, account);
    return role !== undefined && role !== 'formerOwner' && includesRole(role, needed);
  }

  /** Whose readings the account sees: those of the owner who shares the car, or its own. */
  function reader(vehicle: number, account: Address): string {
    const known = chainIndex.vehicle(vehicle);
    return known !== undefined && hasRole(vehicle, account, 'viewer') ? known.owner : account;
  }

  function visibleEpoch(vehicle: number, account: Address): number {
    const newest = epochsOf(vehicle, reader(vehicle, account)).at(-1);
    if (newest === undefined)
      throw new DatacarError('FORBIDDEN', `Vehicle ${vehicle} is not and was not yours.`);
    return newest.epoch;
  }

  return {
    exists: (vehicle) => chainIndex.vehicle(vehicle) !== undefined,
    isOwner,
    roleOf,
    hasRole,
    mayRead: (vehicle, account, needed) =>
      hasRole(vehicle, account, needed) || epochsOf(vehicle, account).length > 0,
    vehiclesOf(account) {
      const owned = chainIndex.vehicles({ owner: account.toLowerCase() }).map(({ id }: IndexedVehicle) => id);
      const shared = people
        .vehiclesOf(account)
        .flatMap(({ vehicle }) => (hasRole(vehicle, account, 'viewer') ? vehicle : []));
      return [...new Set([...owned, ...shared])].sort((left, right) => left - right);
    },
    visibleEpoch,
    visibleReadings(vehicle, account) {
      const ownerEpoch = visibleEpoch(vehicle, account);
      const epochs = epochsOf(vehicle, reader(vehicle, account));
      const isEvery = epochs.length === chainIndex.vehicle(vehicle)?.epochs.length;
      return isEvery ? { vehicle } : { vehicle, ownerEpoch };
    },
  };
}

function isSame(left: string | undefined, right: string): boolean {
  return left?.toLowerCase() === right.toLowerCase();
}
