// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import {
  acceptInvitation,
  invitePerson,
  listPeople,
  readInvitation,
  removePerson,
  withdrawInvitation,
} from '@datacar/core/vehicles/peopleRoutes';
import type { ChainIndex } from '@datacar/store/chain/ChainIndex';
import { type Address, getAddress, isAddressEqual } from 'viem';
import { type Implementation, implement } from '../http/implement.ts';
import { encodeQr } from '../lan/encodeQr.ts';
import { personOf, SIGN_INS_PER_MINUTE } from '../wallet/implementWallet.ts';
import type { Passkeys } from '../wallet/openPasskeys.ts';
import type { Principal } from '../wallet/Principal.ts';
import type { Ownership } from './createOwnership.ts';
import { requireOwner, requireRole } from './implementVehicles.ts';
import type { Invitation, OwnedVehicle, People } from './openPeople.ts';

export interface PeopleServices {
  people: People;
  passkeys: Passkeys;
  ownership: Ownership;
  chainIndex: ChainIndex;
  /** With the code in the fragment, which no server and no proxy sees. */
  invitationUrl: (code: string) => string;
}

export function implementPeople(services: PeopleServices): Implementation[] {
  const { people, passkeys, ownership, chainIndex, invitationUrl } = services;
  const limited = { perMinuteMax: SIGN_INS_PER_MINUTE };

  /** The car in its ownership of now, for who manages it now. */
  function managed(id: string, principal: Principal): OwnedVehicle & { owner: Address } {
    const vehicle = Number(id);
    requireRole(ownership, vehicle, { principal, needed: 'owner' });
    const known = chainIndex.vehicle(vehicle);
    if (known === undefined) throw new DatacarError('VEHICLE_UNKNOWN', `There is no vehicle ${vehicle}.`);
    return { vehicle, ownerEpoch: known.epoch, owner: getAddress(known.owner) };
  }

  return [
    implement(listPeople, ({ params, principal }) => {
      const { owner, ...of } = managed(params.id, principal);
      const { members, invitations } = people.list(of);
      const describe = (account: Address) => ({
        account,
        name: people.nameOf(account) ?? null,
        passkeys: passkeys.list(account).length,
      });
      return {
        items: [
          { ...describe(owner), role: 'owner' as const, isOwnerOnChain: true, sinceMs: null },
          ...members.map(({ account, role, sinceMs }) => ({
            ...describe(account),
            role,
            isOwnerOnChain: false,
            sinceMs,
          })),
        ],
        invitations: invitations.map(describeInvitation),
      };
    }),
    implement(invitePerson, async ({ params, body, principal }) => {
      const { owner: _owner, ...of } = managed(params.id, principal);
      if (body.role === 'owner') requireOwner(ownership, of.vehicle, personOf(principal).account);
      const { code, ...invitation } = await people.invite({ ...of, ...body });
      const url = invitationUrl(code);
      return { ...describeInvitation(invitation), code, url, qr: encodeQr(url) };
    }),
    implement(withdrawInvitation, async ({ params, principal }) => {
      await people.withdraw(managed(params.id, principal), params.invitation);
      return { isWithdrawn: true as const };
    }),
    implement(removePerson, async ({ params, principal }) => {
      const account = getAddress(params.account);
      const vehicle = Number(params.id);
      const caller = personOf(principal).account;
      const isOneself = isAddressEqual(caller, account);
      if (!isOneself) requireRole(ownership, vehicle, { principal, needed: 'owner' });
      if (!isOneself && ownership.roleOf(vehicle, account) === 'owner')
        requireOwner(ownership, vehicle, caller);
      const ownerEpoch = chainIndex.vehicle(vehicle)?.epoch ?? 0;
      await people.remove({ vehicle, ownerEpoch }, account);
      return { isRemoved: true as const };
    }),
    implement(
      readInvitation,
      ({ body }) => {
        const { vehicle, name, role, expiresAtMs } = people.find(body.code);
        const model = chainIndex.vehicle(vehicle)?.model.name ?? '';
        return { vehicle: String(vehicle), model, name, role, expiresAtMs };
      },
      limited,
    ),
    implement(
      acceptInvitation,
      async ({ body, principal }) => {
        const { vehicle, role } = await people.accept(body.code, personOf(principal).account);
        return { vehicle: String(vehicle), role };
      },
      limited,
    ),
  ];
}

function describeInvitation({ id, name, role, createdAtMs, expiresAtMs }: Invitation) {
  return { id, name, role, createdAtMs, expiresAtMs };
}
