// SPDX-License-Identifier: Apache-2.0
import type { Address } from 'viem';

/** Where Datacar's contracts stand on one chain. */
export interface DatacarContracts {
  members: Address;
  vehicleRegistry: Address;
  recordLog: Address;
  /** No event of these contracts is older than this block. */
  deployedAtBlock: bigint;
}
