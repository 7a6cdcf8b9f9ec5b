// SPDX-License-Identifier: Apache-2.0
import { validateMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { DatacarError } from '../errors/DatacarError.ts';

/** The lengths of BIP-39; other wallets also make those between 12 and 24. */
const lengths = [12, 15, 18, 21, 24];
const known = new Set(wordlist);

/**
 * The words of a wallet as somebody typed them, checked and with single spaces. No error repeats a word.
 * @throws DatacarError WORDS_INVALID
 */
export function parseMnemonic(text: string): string {
  const words = text.normalize('NFKD').toLowerCase().trim().split(/\s+/);
  if (!lengths.includes(words.length)) {
    const count = words[0] === '' ? 0 : words.length;
    throw invalid(`A wallet has 12, 15, 18, 21 or 24 words, and these are ${count}.`);
  }
  const unknown = words.flatMap((word, index) => (known.has(word) ? [] : [index + 1]));
  if (unknown.length > 0) {
    throw invalid(`Not in the English list of BIP-39: word ${unknown.join(', ')}. Check how it is written.`);
  }
  const mnemonic = words.join(' ');
  if (!validateMnemonic(mnemonic, wordlist)) {
    throw invalid('The words do not fit together: one is wrong, or their order is.');
  }
  return mnemonic;
}

function invalid(message: string): DatacarError {
  return new DatacarError('WORDS_INVALID', message);
}
