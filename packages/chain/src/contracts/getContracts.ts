// SPDX-License-Identifier: Apache-2.0
import { type Abi, type Address, getContract, type PublicClient } from 'viem';
import { contractAbis } from './contractAbis.ts';
import type { DatacarContracts } from './DatacarContracts.ts';

/**
 * Typed reading access to Datacar's contracts, by the ABIs that are generated from their sources.
 *
 * @example
 * const { recordLog } = getContracts(chain.publicClient, contracts);
 * const { size } = await recordLog.read.latestAnchor([logId]);
 */
export function getContracts(client: PublicClient, contracts: Omit<DatacarContracts, 'deployedAtBlock'>) {
  const at = <const abi extends Abi>(address: Address, abi: abi) => getContract({ address, abi, client });
  return {
    genesis: at(contracts.genesis, contractAbis.genesis),
    access: at(contracts.access, contractAbis.access),
    timelock: at(contracts.timelock, contractAbis.timelock),
    members: at(contracts.members, contractAbis.members),
    membersVote: at(contracts.membersVote, contractAbis.membersVote),
    validators: at(contracts.validators, contractAbis.validators),
    council: at(contracts.council, contractAbis.council),
    vehicleRegistry: at(contracts.vehicleRegistry, contractAbis.vehicleRegistry),
    recordLog: at(contracts.recordLog, contractAbis.recordLog),
    publicOffering: at(contracts.publicOffering, contractAbis.publicOffering),
    technologyVesting: at(contracts.technologyVesting, contractAbis.technologyVesting),
    foundationVesting: at(contracts.foundationVesting, contractAbis.foundationVesting),
    operationFund: at(contracts.operationFund, contractAbis.operationFund),
    foundationAwards: at(contracts.foundationAwards, contractAbis.foundationAwards),
    miningReserve: at(contracts.miningReserve, contractAbis.miningReserve),
    datr: at(contracts.datr, contractAbis.datr),
  };
}
