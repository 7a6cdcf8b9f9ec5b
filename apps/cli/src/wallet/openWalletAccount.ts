// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { findWalletEntry } from '@datacar/core/wallet/findWalletEntry';
import { openSeed } from '@datacar/core/wallet/openSeed';
import { seedOfMnemonic } from '@datacar/core/wallet/seedOfMnemonic';
import type { WalletEntry } from '@datacar/core/wallet/WalletEntry';
import { accountOfPrivateKey } from '@datacar/sdk/wallet/accountOfPrivateKey';
import type { CommandContext } from '../command/CommandContext.ts';
import { readSeed } from './readSeed.ts';
import { readWalletEntries } from './readWalletEntries.ts';

type Context = Pick<CommandContext, 'home' | 'passphraseFile'>;

/**
 * Opens an account of the wallet by name, index or address.
 * @throws DatacarError ACCOUNT_UNKNOWN, WALLET_MISSING, SEAL_INVALID
 */
export async function openWalletAccount(
  context: Context,
  which: string,
): Promise<ReturnType<typeof accountOfPrivateKey>> {
  const { entries } = await readWalletEntries(context.home);
  const entry = findWalletEntry(entries, which);
  if (entry === undefined) {
    throw new DatacarError(
      'ACCOUNT_UNKNOWN',
      `${context.home} has no account "${which}". See \`datacar wallet list\`; owner and member are the home's own.`,
      { details: { account: which } },
    );
  }
  const account = accountOfPrivateKey(await readAccountKey(context, entry));
  if (account.address.toLowerCase() !== entry.address) {
    throw new DatacarError(
      'DOCUMENT_DAMAGED',
      `The key of ${entry.address} is not in this wallet: its seed or its keystore was replaced.`,
      { details: { address: entry.address } },
    );
  }
  return account;
}

/** The private key (32 bytes) of an account of the wallet. */
export async function readAccountKey(context: Context, entry: WalletEntry): Promise<Uint8Array> {
  if (entry.kind === 'derived') return openSeed(seedOfMnemonic(await readSeed(context))).keyAt(entry.index);
  const { readImportedKey } = await import('./readImportedKey.ts');
  return readImportedKey(context, entry);
}
