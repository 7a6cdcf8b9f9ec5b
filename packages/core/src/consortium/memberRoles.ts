// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../errors/DatacarError.ts';

/** What a member of the consortium may be, in the order of the contract's bits (`Members.Role`). */
export const memberRoles = [
  'validator',
  'manufacturer',
  'registrar',
  'chargingOperator',
  'workshop',
  'insurer',
  'lender',
  'gridOperator',
  'notary',
  'regulator',
  'foundation',
] as const;

export type MemberRole = (typeof memberRoles)[number];

/** The roles in a contract's bit mask. */
export function rolesOfMask(mask: number): MemberRole[] {
  return memberRoles.filter((_, bit) => (mask & (1 << bit)) !== 0);
}

/** A contract's bit mask of roles. @throws DatacarError INPUT_INVALID for a word that is no role */
export function maskOfRoles(roles: readonly string[]): number {
  return roles.reduce((mask, role) => {
    const bit = memberRoles.indexOf(role as MemberRole);
    if (bit < 0) {
      throw new DatacarError(
        'INPUT_INVALID',
        `roles: "${role}" is no role. The roles are ${memberRoles.join(', ')}.`,
        { details: { field: 'roles' } },
      );
    }
    return mask | (1 << bit);
  }, 0);
}
