// SPDX-License-Identifier: Apache-2.0
import { getContractAddress, hexToBytes } from 'viem';
import type { RpcHex, RpcTransaction } from './RpcMethods.ts';

/** Deploys for anyone, by CREATE2, at the same address on every chain. */
const deployer = '0x4e59b44847b379578588920ca78fbf26c0b4956c';
const saltBytes = 32;

/**
 * The address of the contract that a transaction deploys through the deterministic deployer; `null` when it does
 * something else.
 *
 * @example
 * import { readDeployment } from '@datacar/sdk/consortium/readDeployment';
 *
 * const address = readDeployment(transaction);
 */
export function readDeployment({ to, input }: Pick<RpcTransaction, 'to' | 'input'>): RpcHex | null {
  if (to?.toLowerCase() !== deployer) return null;
  const bytes = hexToBytes(input);
  if (bytes.length <= saltBytes) return null;
  return getContractAddress({
    opcode: 'CREATE2',
    from: deployer,
    salt: bytes.slice(0, saltBytes),
    bytecode: bytes.slice(saltBytes),
  });
}
