// SPDX-License-Identifier: Apache-2.0
import { membersAbi } from '@datacar/chain/generated/members';
import { recordLogAbi } from '@datacar/chain/generated/recordLog';
import { vehicleRegistryAbi } from '@datacar/chain/generated/vehicleRegistry';

/** All of Datacar's contracts in one: no two of them give one selector or topic two meanings. */
export const datacarAbis = [...membersAbi, ...recordLogAbi, ...vehicleRegistryAbi] as const;
