// SPDX-License-Identifier: Apache-2.0
import { access } from 'node:fs/promises';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { readWalletEntries } from './readWalletEntries.ts';
import { walletPaths } from './walletPaths.ts';

/**
 * Makes sure that the home has no seed yet; nothing ever replaces one.
 *
 * @param isUnfinishedAllowed whether accounts may be there of a restore that was interrupted before it wrote the seed
 * @throws DatacarError WALLET_EXISTS
 */
export async function checkNoWallet(
  home: string,
  { isUnfinishedAllowed }: { isUnfinishedAllowed: boolean },
): Promise<void> {
  const { seed } = walletPaths(home);
  const isThere = await access(seed).then(
    () => true,
    () => false,
  );
  if (isThere) {
    throw new DatacarError(
      'WALLET_EXISTS',
      `${home} has a wallet. Use it, or choose another folder with --home DIR.`,
      { details: { home } },
    );
  }
  if (isUnfinishedAllowed) return;
  const { entries } = await readWalletEntries(home);
  if (entries.some(({ kind }) => kind === 'derived')) {
    throw new DatacarError(
      'WALLET_EXISTS',
      `${home} has the accounts of a wallet that was not restored to its end. Run \`datacar wallet restore\` again.`,
      { details: { home } },
    );
  }
}
