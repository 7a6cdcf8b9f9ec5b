// SPDX-License-Identifier: Apache-2.0
import type { Address, Hex, TransactionReceipt } from 'viem';

export interface SendTransactionOptions {
  to?: Address;
  data?: Hex;
  value?: bigint;
  /** Estimated when missing. */
  gas?: bigint;
}

export interface SendTransactionReturnType {
  /** The signed EIP-1559 transaction as it went to the chain (a proof file carries an anchor's). */
  rawTransaction: Hex;
  hash: Hex;
  /** Its block is final as far as the chain knows, or at least sealed where finality takes longer. */
  receipt: TransactionReceipt;
}
