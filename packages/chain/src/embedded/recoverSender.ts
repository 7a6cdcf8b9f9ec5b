// SPDX-License-Identifier: Apache-2.0
import { type Hex, recoverTransactionAddress, type TransactionSerialized } from 'viem';

/** Lower case. A millisecond each, so only for the few cases that need it. */
export async function recoverSender(raw: Hex): Promise<string> {
  const address = await recoverTransactionAddress({ serializedTransaction: raw as TransactionSerialized });
  return address.toLowerCase();
}
