// SPDX-License-Identifier: Apache-2.0
import { membersAbi } from '../generated/members.ts';
import { recordLogAbi } from '../generated/recordLog.ts';
import { vehicleRegistryAbi } from '../generated/vehicleRegistry.ts';

/** Every function, event and error of Datacar's contracts in one list: decodes whatever they answer. */
export const contractAbis = [...membersAbi, ...vehicleRegistryAbi, ...recordLogAbi] as const;
