// SPDX-License-Identifier: Apache-2.0
import { encrypt, scrypt } from 'ox/Keystore';
import { randomBytes } from '#crypto';
import { encodeHex } from '../encoding/encodeHex.ts';
import { accountOfKey } from './accountOfKey.ts';
import type { Keystore } from './Keystore.ts';

/** What geth writes: n = 2^18, r = 8, p = 1 takes 256 MB and about a second. */
const costlyScrypt = { n: 2 ** 18, r: 8, p: 1 };
/** Where the passphrase has 256 random bits, a costly derivation guards nothing. */
const lightScrypt = { n: 2 ** 12, r: 8, p: 1 };

export interface SealKeystoreOptions {
  /** 32 bytes, a valid secp256k1 scalar. */
  privateKey: Uint8Array;
  passphrase: string;
  /** Whether the passphrase was drawn at random, with at least 128 bits; derives its key in little time. */
  isPassphraseRandom?: boolean;
}

/** Encrypts a private key as other clients open it: Web3 Secret Storage, version 3, with scrypt. */
export function sealKeystore({ privateKey, passphrase, isPassphraseRandom }: SealKeystoreOptions): Keystore {
  const address = encodeHex(accountOfKey(privateKey)).slice(2);
  const cost = isPassphraseRandom === true ? lightScrypt : costlyScrypt;
  const [key, options] = scrypt({
    ...cost,
    password: passphrase,
    salt: randomBytes(32),
    iv: randomBytes(16),
  });
  const { crypto, id } = encrypt(privateKey, key, options);
  return { version: 3, id, address, crypto: crypto as Keystore['crypto'] };
}
