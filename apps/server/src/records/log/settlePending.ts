// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Address } from 'viem';

const NONCE_POLL_MS = 200;
/** The embedded chain seals within a second; an external one in a few blocks. */
const PENDING_MS_MAX = 60_000;

/** Waits until nothing of an account is on its way to the chain: what a killed server had sent is sealed by then. */
export async function settlePending(chain: Chain, address: Address): Promise<void> {
  const endMs = Date.now() + PENDING_MS_MAX;
  while (Date.now() < endMs) {
    const [pending, latest] = await Promise.all([
      chain.publicClient.getTransactionCount({ address, blockTag: 'pending' }),
      chain.publicClient.getTransactionCount({ address, blockTag: 'latest' }),
    ]);
    if (pending === latest) return;
    await new Promise((resolve) => setTimeout(resolve, NONCE_POLL_MS));
  }
  throw new DatacarError('CHAIN_BEHIND', 'An anchor that was sent before is still waiting on the chain.');
}
