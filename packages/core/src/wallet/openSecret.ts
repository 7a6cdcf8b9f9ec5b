// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod';
import { aes256GcmOpen } from '#crypto';
import { decodeBase64 } from '../encoding/decodeBase64.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import { deriveSealKey, type SealingKey, sealAssociatedData } from './deriveSealKey.ts';
import type { SealedSecret } from './SealedSecret.ts';

const base64 = z.string().max(8192);

const sealedSecretSchema: z.ZodType<SealedSecret> = z.strictObject({
  version: z.literal(1),
  kdf: z.discriminatedUnion('name', [
    z.strictObject({
      name: z.literal('scrypt'),
      // A file may ask for at most 1 GB, so that a damaged one cannot exhaust the machine.
      costLog2: z.int().min(14).max(20),
      blockSize: z.literal(8),
      parallelism: z.int().min(1).max(4),
    }),
    z.strictObject({ name: z.literal('hkdf-sha256') }),
  ]),
  salt: base64,
  nonce: base64,
  ciphertext: base64,
});

export interface OpenSecretOptions {
  /** The parsed JSON of the file. */
  sealed: unknown;
  sealedWith: SealingKey;
  /** The word that it was sealed for. */
  purpose: string;
}

/**
 * Decrypts what `sealSecret` made.
 *
 * @throws DatacarError SEAL_INVALID when the passphrase is wrong or anything of the file was changed
 */
export function openSecret({ sealed, sealedWith, purpose }: OpenSecretOptions): Uint8Array {
  const parsed = sealedSecretSchema.safeParse(sealed);
  if (!parsed.success) throw invalid('is not of the shape of a sealed secret', parsed.error);
  const { kdf, salt, nonce, ciphertext } = parsed.data;
  let secret: Uint8Array | undefined;
  try {
    const nonceBytes = decodeBase64(nonce);
    if (nonceBytes.length !== 12) throw invalid('has a nonce of the wrong length');
    secret = aes256GcmOpen({
      key: deriveSealKey({ kdf, salt: decodeBase64(salt), sealedWith }),
      nonce: nonceBytes,
      data: decodeBase64(ciphertext),
      associatedData: sealAssociatedData(kdf, purpose),
    });
  } catch (cause) {
    if (cause instanceof DatacarError && cause.code === 'SEAL_INVALID') throw cause;
    throw invalid('is damaged', cause);
  }
  if (secret === undefined) throw invalid('does not open: the passphrase is wrong or the file was changed');
  return secret;
}

function invalid(what: string, cause?: unknown): DatacarError {
  return new DatacarError('SEAL_INVALID', `The sealed file ${what}`, { cause });
}
