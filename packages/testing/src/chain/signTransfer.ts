// SPDX-License-Identifier: Apache-2.0
import type { Hex, LocalAccount } from 'viem';

export interface SignTransferOptions {
  chainId: number;
  nonce: number;
  to?: Hex;
  data?: Hex;
  gas?: bigint;
  /** In wei. Default 0. */
  value?: bigint;
}

/** A signed transaction without fees. */
export function signTransfer(
  account: LocalAccount,
  { chainId, nonce, to = account.address, data = '0x', gas = 100_000n, value = 0n }: SignTransferOptions,
): Promise<Hex> {
  return account.signTransaction({
    type: 'eip1559',
    chainId,
    nonce,
    to,
    data,
    gas,
    value,
    maxFeePerGas: 0n,
    maxPriorityFeePerGas: 0n,
  });
}
