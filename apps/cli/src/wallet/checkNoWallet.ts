// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { hasSeed } from './hasSeed.ts';
import { readWalletEntries } from './readWalletEntries.ts';

/**
 * Makes sure that the home has no wallet yet, and nothing of one whose restore was interrupted.
 * @throws DatacarError WALLET_EXISTS
 */
export async function checkNoWallet(home: string): Promise<void> {
  if (await hasSeed(home)) {
    throw new DatacarError(
      'WALLET_EXISTS',
      `${home} has a wallet. Use it, or choose another folder with --home DIR.`,
      { details: { home } },
    );
  }
  const { entries } = await readWalletEntries(home);
  if (entries.some(({ kind }) => kind === 'derived')) {
    throw new DatacarError(
      'WALLET_EXISTS',
      `${home} has the accounts of a wallet that was not restored to its end. Run \`datacar wallet restore\` again.`,
      { details: { home } },
    );
  }
}
