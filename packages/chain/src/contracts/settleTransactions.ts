// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Address } from 'viem';
import type { Chain } from '../Chain.ts';

const NONCE_POLL_MS = 200;
/** The embedded chain seals within a second; an external one in a few blocks. */
const PENDING_MS_MAX = 60_000;

/**
 * Waits until nothing of an account is on its way to the chain: what a killed process had sent is sealed by then.
 *
 * @throws DatacarError CHAIN_BEHIND
 */
export async function settleTransactions({ publicClient }: Chain, address: Address): Promise<void> {
  const endMs = performance.now() + PENDING_MS_MAX;
  while (performance.now() < endMs) {
    const [pending, latest] = await Promise.all([
      publicClient.getTransactionCount({ address, blockTag: 'pending' }),
      publicClient.getTransactionCount({ address, blockTag: 'latest' }),
    ]);
    if (pending === latest) return;
    await new Promise((resolve) => setTimeout(resolve, NONCE_POLL_MS));
  }
  throw new DatacarError('CHAIN_BEHIND', `Transactions of ${address} are still waiting on the chain.`);
}
