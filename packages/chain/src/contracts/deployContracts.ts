// SPDX-License-Identifier: Apache-2.0
import type { LocalAccount } from 'viem';
import type { Chain } from '../Chain.ts';
import type { DatacarContracts } from './DatacarContracts.ts';

export interface DeployContractsOptions {
  chain: Chain;
  /** Signs and pays for the deployment. */
  deployer: LocalAccount;
  /** First member of the consortium; it gets every role that this server needs. */
  founder: { account: `0x${string}`; name: string };
}

/**
 * Deploys Datacar's contracts at addresses that follow from the founder and the bytecode (CREATE2), or finds
 * them there. Calling it again, also after a kill in the middle, changes nothing.
 */
export async function deployContracts(_options: DeployContractsOptions): Promise<DatacarContracts> {
  throw new Error('being built');
}
