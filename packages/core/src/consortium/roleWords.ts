// SPDX-License-Identifier: Apache-2.0
import type { MemberRole } from './memberRoles.ts';

const words: Readonly<Record<MemberRole, string>> = {
  validator: 'validator',
  manufacturer: 'manufacturer',
  registrar: 'registrar',
  chargingOperator: 'charging operator',
  workshop: 'workshop',
  insurer: 'insurer',
  lender: 'lender',
  gridOperator: 'grid operator',
  notary: 'notary',
  regulator: 'regulator',
  foundation: 'foundation',
};

/** `workshop, insurer and notary`, for a sentence. */
export function roleWords(roles: readonly string[]): string {
  const named = roles.map((role) => words[role as MemberRole] ?? role);
  const last = named.pop();
  return named.length === 0 ? (last ?? 'nothing') : `${named.join(', ')} and ${last}`;
}
