// SPDX-License-Identifier: Apache-2.0
import type { Address, LocalAccount } from 'viem';
import type { Chain } from '../Chain.ts';
import type { SendTransactionOptions, SendTransactionReturnType } from './sendTransaction.ts';

/** Sends transactions of one account, one nonce after the other, however many callers there are. */
export interface TransactionSender {
  readonly address: Address;
  /**
   * Signs, sends and waits for the receipt.
   * @throws DatacarError TRANSACTION_REFUSED with the decoded reason, TRANSACTION_REVERTED.
   */
  send(options: SendTransactionOptions): Promise<SendTransactionReturnType>;
}

/** One sender per account and process; two would race for the same nonces. */
export function openSender(_options: { chain: Chain; account: LocalAccount }): TransactionSender {
  throw new Error('being built');
}
