// SPDX-License-Identifier: Apache-2.0
import { getAddress } from 'viem/utils';

/**
 * An address as people compare it: 0x-hex whose capitals are a check of its digits (EIP-55).
 *
 * @example
 * import { checksumAddress } from '@datacar/sdk/wallet/checksumAddress';
 *
 * checksumAddress('0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266'); // 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266
 */
export function checksumAddress(address: string): string {
  return getAddress(address);
}
