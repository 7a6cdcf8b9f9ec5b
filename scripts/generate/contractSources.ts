// SPDX-License-Identifier: Apache-2.0

/** Every contract that is deployed, below `contracts/src`, in the order in which it is. */
export const contractSources = [
  'consortium/Genesis.sol',
  'consortium/ConsortiumProxy.sol',
  'consortium/Access.sol',
  'consortium/Timelock.sol',
  'consortium/Members.sol',
  'consortium/MembersVote.sol',
  'consortium/Validators.sol',
  'consortium/Council.sol',
  'vehicles/VehicleRegistry.sol',
  'records/RecordLog.sol',
  'token/PublicOffering.sol',
  'token/TechnologyVesting.sol',
  'token/FoundationVesting.sol',
  'token/OperationFund.sol',
  'token/FoundationAwards.sol',
  'token/MiningReserve.sol',
  'token/DATR.sol',
];
