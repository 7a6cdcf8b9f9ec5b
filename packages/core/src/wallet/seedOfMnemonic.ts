// SPDX-License-Identifier: Apache-2.0
import { mnemonicToSeedSync } from '@scure/bip39';

/**
 * The seed (64 bytes) of valid words (BIP-39).
 * @param passphrase the optional further secret of BIP-39, which Datacar's own wallets do not have
 */
export function seedOfMnemonic(mnemonic: string, passphrase = ''): Uint8Array {
  return mnemonicToSeedSync(mnemonic, passphrase);
}
