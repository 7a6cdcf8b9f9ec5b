// SPDX-License-Identifier: Apache-2.0

import { accessAbi } from '../generated/access.ts';
import { councilAbi } from '../generated/council.ts';
import { datrAbi } from '../generated/datr.ts';
import { foundationAwardsAbi } from '../generated/foundationAwards.ts';
import { foundationVestingAbi } from '../generated/foundationVesting.ts';
import { genesisAbi } from '../generated/genesis.ts';
import { membersAbi } from '../generated/members.ts';
import { membersVoteAbi } from '../generated/membersVote.ts';
import { miningReserveAbi } from '../generated/miningReserve.ts';
import { operationFundAbi } from '../generated/operationFund.ts';
import { publicOfferingAbi } from '../generated/publicOffering.ts';
import { recordLogAbi } from '../generated/recordLog.ts';
import { technologyVestingAbi } from '../generated/technologyVesting.ts';
import { timelockAbi } from '../generated/timelock.ts';
import { validatorsAbi } from '../generated/validators.ts';
import { vehicleRegistryAbi } from '../generated/vehicleRegistry.ts';

/** Every contract of a consortium with what it can be asked and told; of a proxy, what its implementation can. */
export const contractAbis = {
  genesis: genesisAbi,
  access: accessAbi,
  timelock: timelockAbi,
  members: membersAbi,
  membersVote: membersVoteAbi,
  validators: validatorsAbi,
  council: councilAbi,
  vehicleRegistry: vehicleRegistryAbi,
  recordLog: recordLogAbi,
  publicOffering: publicOfferingAbi,
  technologyVesting: technologyVestingAbi,
  foundationVesting: foundationVestingAbi,
  operationFund: operationFundAbi,
  foundationAwards: foundationAwardsAbi,
  miningReserve: miningReserveAbi,
  datr: datrAbi,
} as const;
