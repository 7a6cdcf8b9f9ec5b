// SPDX-License-Identifier: Apache-2.0
import type { ConsortiumMember } from '@datacar/sdk/consortium/listMembers';

/** Roles of the consortium in words. */
export const roleNames: Readonly<Record<ConsortiumMember['roles'][number], string>> = {
  validator: 'Validator',
  manufacturer: 'Manufacturer',
  registrar: 'Registrar',
  chargingOperator: 'Charging operator',
  workshop: 'Workshop',
  insurer: 'Insurer',
  lender: 'Lender',
  gridOperator: 'Grid operator',
  notary: 'Notary',
  regulator: 'Regulator',
  foundation: 'Foundation',
};
