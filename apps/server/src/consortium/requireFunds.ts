// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Address } from 'viem';

/**
 * On a chain where gas costs something, this server's accounts need some before they can do anything.
 * @throws DatacarError FUNDS_MISSING with the accounts
 */
export async function requireFunds(chain: Chain, accounts: readonly Address[]): Promise<void> {
  if (chain.kind === 'embedded') return;
  const { maxFeePerGas } = await chain.publicClient.estimateFeesPerGas();
  if (maxFeePerGas === 0n) return;
  const balances = await Promise.all(accounts.map((address) => chain.publicClient.getBalance({ address })));
  const empty = accounts.filter((_, index) => balances[index] === 0n);
  if (empty.length === 0) return;
  throw new DatacarError(
    'FUNDS_MISSING',
    `Gas costs something on this chain. Send some of its currency to ${empty.join(' and ')}.`,
    {
      details: { accounts: empty, chainId: chain.identity.chainId },
    },
  );
}
