// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openKeystore } from '@datacar/core/wallet/openKeystore';
import type { ImportedEntry } from '@datacar/core/wallet/WalletEntry';
import type { CommandContext } from '../command/CommandContext.ts';
import { readSealingKey } from '../home/readSealingKey.ts';
import { homeKeystorePassphrase } from './homeKeystorePassphrase.ts';
import { walletPaths } from './walletPaths.ts';

/** The private key of an imported account. @throws DatacarError KEYSTORE_INVALID, SEAL_INVALID */
export async function readImportedKey(
  context: Pick<CommandContext, 'home' | 'passphraseFile'>,
  { keystore }: ImportedEntry,
): Promise<Uint8Array> {
  const text = await readFile(join(walletPaths(context.home).keystores, keystore), 'utf8');
  const { passphrase } = homeKeystorePassphrase(await readSealingKey(context));
  return openKeystore({ text, passphrase }).privateKey;
}
