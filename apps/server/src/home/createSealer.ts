// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { aes256GcmOpen, aes256GcmSeal, hkdfSha256 } from '@datacar/core/crypto/nodeCrypto';
import { encodeUtf8 } from '@datacar/core/encoding/encodeUtf8';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Sealer } from '@datacar/store/records/DataKeys';
import { z } from 'zod';

const NONCE_BYTES = 12;

const sealedSchema = z.strictObject({ version: z.literal(1), nonce: z.base64(), ciphertext: z.base64() });

/**
 * Seals documents of any size under a key that follows from the home's master secret: `sealSecret` is for single keys,
 * and a passphrase would cost half a second for each document.
 */
export function createSealer({ master, purpose }: { master: Uint8Array; purpose: string }): Sealer {
  const info = encodeUtf8(`datacar/document/1/${purpose}`);
  const key = hkdfSha256({ secret: master, salt: new Uint8Array(), info, lengthBytes: 32 });

  return {
    async seal(plaintext) {
      const nonce = randomBytes(NONCE_BYTES);
      const ciphertext = Buffer.from(aes256GcmSeal({ key, nonce, data: plaintext, associatedData: info }));
      return { version: 1, nonce: nonce.toString('base64'), ciphertext: ciphertext.toString('base64') };
    },
    async open(sealed) {
      const { nonce, ciphertext } = sealedSchema.parse(sealed);
      const opened = aes256GcmOpen({
        key,
        nonce: Buffer.from(nonce, 'base64'),
        data: Buffer.from(ciphertext, 'base64'),
        associatedData: info,
      });
      if (opened === undefined)
        throw new DatacarError('SEAL_INVALID', `A sealed ${purpose} document does not open.`);
      return opened;
    },
  };
}
