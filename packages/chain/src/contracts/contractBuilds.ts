// SPDX-License-Identifier: Apache-2.0

import { accessBuild } from '../generated/accessBuild.ts';
import { consortiumProxyBuild } from '../generated/consortiumProxyBuild.ts';
import { councilBuild } from '../generated/councilBuild.ts';
import { datrBuild } from '../generated/datrBuild.ts';
import { foundationAwardsBuild } from '../generated/foundationAwardsBuild.ts';
import { foundationVestingBuild } from '../generated/foundationVestingBuild.ts';
import { genesisBuild } from '../generated/genesisBuild.ts';
import { membersBuild } from '../generated/membersBuild.ts';
import { membersVoteBuild } from '../generated/membersVoteBuild.ts';
import { miningReserveBuild } from '../generated/miningReserveBuild.ts';
import { operationFundBuild } from '../generated/operationFundBuild.ts';
import { publicOfferingBuild } from '../generated/publicOfferingBuild.ts';
import { recordLogBuild } from '../generated/recordLogBuild.ts';
import { technologyVestingBuild } from '../generated/technologyVestingBuild.ts';
import { timelockBuild } from '../generated/timelockBuild.ts';
import { validatorsBuild } from '../generated/validatorsBuild.ts';
import { vehicleRegistryBuild } from '../generated/vehicleRegistryBuild.ts';
import type { ContractBuild } from './ContractBuild.ts';
import type { ContractName } from './DatacarContracts.ts';

/** How every contract was compiled; of a proxy, how its implementation was. */
export const contractBuilds: Readonly<Record<ContractName, ContractBuild>> = {
  genesis: genesisBuild,
  access: accessBuild,
  timelock: timelockBuild,
  members: membersBuild,
  membersVote: membersVoteBuild,
  validators: validatorsBuild,
  council: councilBuild,
  vehicleRegistry: vehicleRegistryBuild,
  recordLog: recordLogBuild,
  publicOffering: publicOfferingBuild,
  technologyVesting: technologyVestingBuild,
  foundationVesting: foundationVestingBuild,
  operationFund: operationFundBuild,
  foundationAwards: foundationAwardsBuild,
  miningReserve: miningReserveBuild,
  datr: datrBuild,
};

/** The code of every proxy. */
export const proxyBuild: ContractBuild = consortiumProxyBuild;
