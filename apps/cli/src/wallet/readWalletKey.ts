// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { accountOfKey } from '@datacar/core/wallet/accountOfKey';
import { findWalletEntry } from '@datacar/core/wallet/findWalletEntry';
import { openSeed } from '@datacar/core/wallet/openSeed';
import { seedOfMnemonic } from '@datacar/core/wallet/seedOfMnemonic';
import type { CommandContext } from '../command/CommandContext.ts';
import { readImportedKey } from './readImportedKey.ts';
import { readSeed } from './readSeed.ts';
import { readWalletEntries } from './readWalletEntries.ts';

/**
 * The private key (32 bytes) of an account of the wallet, by its name, index or address.
 * @throws DatacarError ACCOUNT_UNKNOWN, WALLET_MISSING, SEAL_INVALID, KEYSTORE_INVALID
 */
export async function readWalletKey(
  context: Pick<CommandContext, 'home' | 'passphraseFile'>,
  which: string,
): Promise<Uint8Array> {
  const { entries } = await readWalletEntries(context.home);
  const entry = findWalletEntry(entries, which);
  if (entry === undefined) {
    throw new DatacarError(
      'ACCOUNT_UNKNOWN',
      `${context.home} has no account "${which}". See \`datacar wallet list\`; owner and member are the home's own.`,
      { details: { account: which } },
    );
  }
  const key =
    entry.kind === 'imported'
      ? await readImportedKey(context, entry)
      : openSeed(seedOfMnemonic(await readSeed(context))).keyAt(entry.index);
  if (encodeHex(accountOfKey(key)) !== entry.address) {
    throw new DatacarError(
      'DOCUMENT_DAMAGED',
      `The key of ${entry.address} is not in this wallet: its seed or its keystore was replaced.`,
      { details: { address: entry.address } },
    );
  }
  return key;
}
