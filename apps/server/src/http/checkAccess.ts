// SPDX-License-Identifier: Apache-2.0
import type { Caller, RouteDefinition } from '@datacar/core/api/defineRoute';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type Role, roles } from '@datacar/core/vehicles/roles';
import type { Address } from 'viem';
import type { Person, Principal } from '../wallet/Principal.ts';

export interface AccessDependencies {
  /** Whether a vehicle exists, and whether an account has a role with it or owned it in an earlier epoch. */
  ownership: {
    exists(vehicle: number): boolean;
    mayRead(vehicle: number, account: Address, needed: Role): boolean;
  };
}

/**
 * Decides whether a principal may call a route about a vehicle (undefined: about none).
 * @throws DatacarError UNAUTHENTICATED, FORBIDDEN, VEHICLE_UNKNOWN
 */
export function checkAccess(
  {
    route,
    principal,
    vehicle,
  }: { route: RouteDefinition; principal: Principal; vehicle: number | undefined },
  { ownership }: AccessDependencies,
): void {
  const { access } = route;
  if (access === 'public') return;
  if (principal.kind === 'nobody') {
    throw new DatacarError('UNAUTHENTICATED', 'Sign in first, or send a token that is still valid.');
  }
  if (principal.kind === 'person') checkScope(route, principal);
  const isAllowed = (caller: Caller): boolean => {
    if (principal.kind === 'device')
      return caller === 'device' && (vehicle ?? principal.vehicle) === principal.vehicle;
    if (caller === 'signedIn') return true;
    if (caller === 'operator') return principal.isOperator;
    return isRole(caller) && vehicle !== undefined && ownership.mayRead(vehicle, principal.account, caller);
  };
  if (access.some(isAllowed)) return;
  if (
    vehicle !== undefined &&
    principal.kind === 'person' &&
    access.some(isRole) &&
    !ownership.exists(vehicle)
  ) {
    throw new DatacarError('VEHICLE_UNKNOWN', `There is no vehicle ${vehicle}.`);
  }
  throw new DatacarError(
    'FORBIDDEN',
    `This is for ${access.map(inWords).join(' or ')} only, and you are not.`,
    {
      details: { access },
    },
  );
}

function isRole(caller: Caller): caller is Role {
  return (roles as readonly Caller[]).includes(caller);
}

/** Roles include the greater ones. */
export function inWords(caller: Caller): string {
  return isRole(caller) ? roles.slice(0, roles.indexOf(caller) + 1).join(' or ') : caller;
}

function checkScope({ scope, name }: RouteDefinition, { via }: Person): void {
  if (!('apiToken' in via)) return;
  if (scope === undefined) {
    throw new DatacarError('FORBIDDEN', `${name} needs a signed-in person; no API token can do it.`);
  }
  if (!via.scopes.includes(scope)) {
    throw new DatacarError('FORBIDDEN', `This API token lacks the scope ${scope}.`, { details: { scope } });
  }
}
