// SPDX-License-Identifier: Apache-2.0
import { getContract, type PublicClient } from 'viem';
import { membersAbi } from '../generated/members.ts';
import { recordLogAbi } from '../generated/recordLog.ts';
import { vehicleRegistryAbi } from '../generated/vehicleRegistry.ts';
import type { DatacarContracts } from './DatacarContracts.ts';

/**
 * Typed reading access to Datacar's contracts, by the ABIs that are generated from their sources.
 *
 * @example
 * const { recordLog } = getContracts(chain.publicClient, contracts);
 * const { size } = await recordLog.read.latestAnchor([logId]);
 */
export function getContracts(
  client: PublicClient,
  { members, vehicleRegistry, recordLog }: Omit<DatacarContracts, 'deployedAtBlock'>,
) {
  return {
    members: getContract({ address: members, abi: membersAbi, client }),
    vehicleRegistry: getContract({ address: vehicleRegistry, abi: vehicleRegistryAbi, client }),
    recordLog: getContract({ address: recordLog, abi: recordLogAbi, client }),
  };
}
