// SPDX-License-Identifier: Apache-2.0
import type { Address } from 'viem';
import type { contractAbis } from './contractAbis.ts';

/** The contracts of a consortium, by the names that addresses, ABIs and events go by. */
export type ContractName = keyof typeof contractAbis;

/** Where Datacar's contracts stand on one chain. */
export interface DatacarContracts extends Readonly<Record<ContractName, Address>> {
  /** No event of these contracts is older than this block. */
  deployedAtBlock: bigint;
}
