// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type Role, roles } from '@datacar/core/vehicles/roles';
import { openDocument } from '@datacar/store/documents/openDocument';
import { type Address, getAddress } from 'viem';
import { z } from 'zod';
import { createCode, hashCode } from './oneTimeCode.ts';

/** More people than share one car; bounds the file. */
const PEOPLE_PER_VEHICLE_MAX = 50;
const INVITATIONS_PER_VEHICLE_MAX = 20;
const HOUR_MS = 3_600_000;

const invitationSchema = z.object({
  id: z.string(),
  vehicle: z.int(),
  ownerEpoch: z.int(),
  name: z.string(),
  role: z.enum(roles),
  createdAtMs: z.int(),
  expiresAtMs: z.int(),
});

const memberSchema = z.object({
  vehicle: z.int(),
  /** A role ends with the ownership in which it was given: who buys the car chooses anew. */
  ownerEpoch: z.int(),
  account: z.string(),
  role: z.enum(roles),
  sinceMs: z.int(),
});

const schema = z.object({
  /** By account, lower case: what who invited a person calls them. */
  names: z.record(z.string(), z.string()),
  members: z.array(memberSchema),
  /** By the hash of the code. */
  invitations: z.record(z.string(), invitationSchema),
});

type PeopleDocument = z.output<typeof schema>;
export type Invitation = z.output<typeof invitationSchema>;
export type VehicleMember = Omit<z.output<typeof memberSchema>, 'account'> & { account: Address };

/** A car in one of its ownerships. */
export interface OwnedVehicle {
  vehicle: number;
  ownerEpoch: number;
}

export interface InviteOptions extends OwnedVehicle {
  name: string;
  role: Role;
  expiresInHours: number;
}

/** Who besides a car's owner may do what with it on this server. */
export interface People {
  roleOf(of: OwnedVehicle, account: Address): Role | undefined;
  /** Cars in which an account has a role, in whatever ownership. */
  vehiclesOf(account: Address): OwnedVehicle[];
  nameOf(account: Address): string | undefined;
  list(of: OwnedVehicle): { members: VehicleMember[]; invitations: Invitation[] };
  /** @throws DatacarError LIMIT_REACHED */
  invite(options: InviteOptions): Promise<Invitation & { code: string }>;
  /** @throws DatacarError INVITATION_INVALID unless it is unused and in time. */
  find(code: string): Invitation;
  /** Gives the role, once. @throws DatacarError INVITATION_INVALID, LIMIT_REACHED */
  accept(code: string, account: Address): Promise<Invitation>;
  /** @throws DatacarError NOT_FOUND */
  withdraw(of: OwnedVehicle, id: string): Promise<void>;
  /** @throws DatacarError NOT_FOUND */
  remove(of: OwnedVehicle, account: Address): Promise<void>;
}

export async function openPeople(
  { folder }: { folder: string },
  { clock }: { clock: () => number },
): Promise<People> {
  const document = await openDocument<PeopleDocument>({
    path: join(folder, 'people.json'),
    initial: { names: {}, members: [], invitations: {} },
    validate: (value) => schema.parse(value),
  });
  const isOf = (of: OwnedVehicle) => (entry: OwnedVehicle) =>
    entry.vehicle === of.vehicle && entry.ownerEpoch === of.ownerEpoch;
  const isAccount = (account: Address) => (entry: { account: string }) =>
    entry.account === account.toLowerCase();
  const invitationsOf = (of: OwnedVehicle) =>
    Object.values(document.value.invitations).filter((one) => one.expiresAtMs > clock() && isOf(of)(one));

  function find(code: string): Invitation {
    const found = document.value.invitations[hashCode(code)];
    if (found !== undefined && found.expiresAtMs > clock()) return found;
    throw new DatacarError(
      'INVITATION_INVALID',
      'The invitation is wrong, used, withdrawn or expired. Ask the owner for a new one.',
    );
  }

  return {
    roleOf: (of, account) =>
      document.value.members.filter(isAccount(account)).find((member) => isOf(of)(member))?.role,
    vehiclesOf: (account) => document.value.members.filter(isAccount(account)),
    nameOf: (account) => document.value.names[account.toLowerCase()],
    list: (of) => ({
      members: document.value.members
        .filter((member) => isOf(of)(member))
        .map((member) => ({ ...member, account: getAddress(member.account) })),
      invitations: invitationsOf(of),
    }),
    async invite({ expiresInHours, ...wanted }) {
      if (invitationsOf(wanted).length >= INVITATIONS_PER_VEHICLE_MAX) {
        throw new DatacarError(
          'LIMIT_REACHED',
          `${INVITATIONS_PER_VEHICLE_MAX} invitations to this vehicle are open. Withdraw one first.`,
        );
      }
      const code = createCode();
      const createdAtMs = clock();
      const expiresAtMs = createdAtMs + expiresInHours * HOUR_MS;
      const invitation = { id: randomUUID(), ...wanted, createdAtMs, expiresAtMs };
      await document.update((value) => ({
        ...value,
        invitations: { ...openInvitations(value, createdAtMs), [hashCode(code)]: invitation },
      }));
      return { ...invitation, code };
    },
    find,
    async accept(code, account) {
      let accepted: Invitation | undefined;
      await document.update((value) => {
        const invitation = find(code);
        accepted = invitation;
        const { vehicle, ownerEpoch, role, name } = invitation;
        const others = value.members.filter(
          (member) => !(isOf(invitation)(member) && isAccount(account)(member)),
        );
        if (others.filter((member) => isOf(invitation)(member)).length >= PEOPLE_PER_VEHICLE_MAX) {
          throw new DatacarError(
            'LIMIT_REACHED',
            `${PEOPLE_PER_VEHICLE_MAX} people share this vehicle already.`,
          );
        }
        const { [hashCode(code)]: _used, ...invitations } = openInvitations(value, clock());
        const member = { vehicle, ownerEpoch, account: account.toLowerCase(), role, sinceMs: clock() };
        return {
          // The first name stays: who invited first knows the person best.
          names: { [account.toLowerCase()]: name, ...value.names },
          members: [...others, member],
          invitations,
        };
      });
      return accepted ?? find(code);
    },
    async withdraw(of, id) {
      await document.update((value) => {
        const [hash] =
          Object.entries(value.invitations).find(([, one]) => one.id === id && isOf(of)(one)) ?? [];
        if (hash === undefined) throw new DatacarError('NOT_FOUND', 'There is no such open invitation.');
        const { [hash]: _withdrawn, ...invitations } = value.invitations;
        return { ...value, invitations };
      });
    },
    async remove(of, account) {
      await document.update((value) => {
        const members = value.members.filter((member) => !(isOf(of)(member) && isAccount(account)(member)));
        if (members.length === value.members.length) {
          throw new DatacarError('NOT_FOUND', 'This person has no role with this vehicle.');
        }
        const isKnown = members.some((member) => isAccount(account)(member));
        const { [account.toLowerCase()]: _gone, ...names } = value.names;
        return { ...value, members, names: isKnown ? value.names : names };
      });
    },
  };
}

function openInvitations({ invitations }: PeopleDocument, nowMs: number): PeopleDocument['invitations'] {
  return Object.fromEntries(Object.entries(invitations).filter(([, { expiresAtMs }]) => expiresAtMs > nowMs));
}
