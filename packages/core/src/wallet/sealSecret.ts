// SPDX-License-Identifier: Apache-2.0
import { aes256GcmSeal, randomBytes } from '#crypto';
import { encodeBase64 } from '../encoding/encodeBase64.ts';
import { deriveSealKey, type SealingKey, sealAssociatedData } from './deriveSealKey.ts';
import type { SealedSecret, SealKdf } from './SealedSecret.ts';

const SALT_BYTES = 32;
const NONCE_BYTES = 12;

/**
 * scrypt with N = 2^17, r = 8, p = 1 takes 128 MB and about 0.4 s: the figures that OWASP gives for
 * passwords, and few enough for a small machine in a car.
 */
const PASSPHRASE_KDF: SealKdf = { name: 'scrypt', costLog2: 17, blockSize: 8, parallelism: 1 };

export interface SealSecretOptions {
  secret: Uint8Array;
  sealedWith: SealingKey;
  /** What the secret is for, such as `device-key`; opening needs the same word. */
  purpose: string;
}

/** Encrypts a secret (AES-256-GCM) under a passphrase (scrypt) or a 32-byte machine secret (HKDF). */
export function sealSecret({ secret, sealedWith, purpose }: SealSecretOptions): SealedSecret {
  const kdf: SealKdf = sealedWith.type === 'passphrase' ? PASSPHRASE_KDF : { name: 'hkdf-sha256' };
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const key = deriveSealKey({ kdf, salt, sealedWith });
  const ciphertext = aes256GcmSeal({
    key,
    nonce,
    data: secret,
    associatedData: sealAssociatedData(kdf, purpose),
  });
  return {
    version: 1,
    kdf,
    salt: encodeBase64(salt),
    nonce: encodeBase64(nonce),
    ciphertext: encodeBase64(ciphertext),
  };
}
