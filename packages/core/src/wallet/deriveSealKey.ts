// SPDX-License-Identifier: Apache-2.0
import { hkdfSha256, scrypt } from '#crypto';
import { encodeUtf8 } from '../encoding/encodeUtf8.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import type { SealKdf } from './SealedSecret.ts';

/** What opens a sealed secret. */
export type SealingKey =
  | { type: 'passphrase'; passphrase: string }
  /** 32 random bytes that lie beside the files, readable by their user only. */
  | { type: 'machine'; secret: Uint8Array };

export interface DeriveSealKeyOptions {
  kdf: SealKdf;
  salt: Uint8Array;
  sealedWith: SealingKey;
}

const KEY_BYTES = 32;
const HKDF_INFO = encodeUtf8('datacar/seal/1');

/** The AES-256 key for one sealed secret. @throws DatacarError SEAL_INVALID */
export function deriveSealKey({ kdf, salt, sealedWith }: DeriveSealKeyOptions): Uint8Array {
  if (kdf.name === 'scrypt' && sealedWith.type === 'passphrase') {
    const { costLog2, blockSize, parallelism } = kdf;
    const password = encodeUtf8(sealedWith.passphrase.normalize('NFKC'));
    return scrypt({ password, salt, costLog2, blockSize, parallelism, lengthBytes: KEY_BYTES });
  }
  if (kdf.name === 'hkdf-sha256' && sealedWith.type === 'machine') {
    return hkdfSha256({ secret: sealedWith.secret, salt, info: HKDF_INFO, lengthBytes: KEY_BYTES });
  }
  const needed = kdf.name === 'scrypt' ? 'a passphrase' : 'the secret of this machine';
  throw new DatacarError('SEAL_INVALID', `The file was sealed with ${needed}; give that to open it`);
}

/** Binds the way of derivation and the purpose to the ciphertext, so that neither can be changed. */
export function sealAssociatedData(kdf: SealKdf, purpose: string): Uint8Array {
  const how = kdf.name === 'scrypt' ? `scrypt/${kdf.costLog2}/${kdf.blockSize}/${kdf.parallelism}` : kdf.name;
  return encodeUtf8(`datacar/seal/1/${how}/${purpose}`);
}
