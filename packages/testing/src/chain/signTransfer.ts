// SPDX-License-Identifier: Apache-2.0
import type { Hex, LocalAccount } from 'viem';

export interface SignTransferOptions {
  chainId: number;
  nonce: number;
  to?: Hex;
  data?: Hex;
  gas?: bigint;
}

/** A signed transaction without fees, of no value unless a contract makes something of its data. */
export function signTransfer(
  account: LocalAccount,
  { chainId, nonce, to = account.address, data = '0x', gas = 100_000n }: SignTransferOptions,
): Promise<Hex> {
  return account.signTransaction({
    type: 'eip1559',
    chainId,
    nonce,
    to,
    data,
    gas,
    maxFeePerGas: 0n,
    maxPriorityFeePerGas: 0n,
  });
}
