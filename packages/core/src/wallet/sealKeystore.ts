// SPDX-License-Identifier: Apache-2.0
import { encrypt } from 'ox/Keystore';
import { randomBytes, scrypt } from '#crypto';
import { encodeHex } from '../encoding/encodeHex.ts';
import { encodeUtf8 } from '../encoding/encodeUtf8.ts';
import { accountOfKey } from './accountOfKey.ts';
import type { Keystore } from './Keystore.ts';

const KEY_BYTES = 32;
/** What geth writes: n = 2^18, r = 8, p = 1 takes 256 MB and about a second. */
const costlyScrypt = { costLog2: 18, blockSize: 8, parallelism: 1 };
/** Where the passphrase has 256 random bits, a costly derivation guards nothing. */
const lightScrypt = { costLog2: 12, blockSize: 8, parallelism: 1 };

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
  const salt = randomBytes(32);
  const key = scrypt({ ...cost, password: encodeUtf8(passphrase), salt, lengthBytes: KEY_BYTES });
  const { crypto, id } = encrypt(privateKey, encodeHex(key), {
    iv: randomBytes(16),
    kdf: 'scrypt',
    kdfparams: {
      dklen: KEY_BYTES,
      n: 2 ** cost.costLog2,
      r: cost.blockSize,
      p: cost.parallelism,
      salt: encodeHex(salt).slice(2),
    },
  });
  return { version: 3, id, address, crypto: crypto as Keystore['crypto'] };
}
