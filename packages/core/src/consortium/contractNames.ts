// SPDX-License-Identifier: Apache-2.0

/** The contracts of a consortium, by the names that programs call them by. */
export const contractNames = [
  'genesis',
  'access',
  'timelock',
  'members',
  'membersVote',
  'validators',
  'council',
  'vehicleRegistry',
  'recordLog',
  'publicOffering',
  'technologyVesting',
  'foundationVesting',
  'operationFund',
  'foundationAwards',
  'miningReserve',
  'datr',
] as const;
