// SPDX-License-Identifier: Apache-2.0
import { entropyToMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { randomBytes } from '#crypto';

export type MnemonicLength = 12 | 24;

/** Fresh words for a wallet (BIP-39, English): 12 words hold 128 random bits, 24 hold 256. */
export function createMnemonic(length: MnemonicLength): string {
  return entropyToMnemonic(randomBytes(length === 12 ? 16 : 32), wordlist);
}
