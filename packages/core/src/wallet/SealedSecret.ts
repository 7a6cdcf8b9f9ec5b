// SPDX-License-Identifier: Apache-2.0

export type SealKdf =
  | { name: 'scrypt'; costLog2: number; blockSize: number; parallelism: number }
  | { name: 'hkdf-sha256' };

/** A secret as it lies in a file; all bytes in base64. */
export interface SealedSecret {
  version: 1;
  kdf: SealKdf;
  salt: string;
  nonce: string;
  ciphertext: string;
}
