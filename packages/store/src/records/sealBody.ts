// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, randomFillSync } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { DataKey } from './DataKeys.ts';

export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
/** The fastest level: columns of numbers shrink well with it, and it must keep up with the ingest. */
const DEFLATE_LEVEL = 1;

/**
 * Deflates and encrypts what is private of a batch (its columns and secret, encoded): AES-256-GCM with the 96-bit
 * nonce in front and the tag behind, bound to the header by its hash as additional data. Nonces are random, so they
 * do not repeat when a backup is restored; a key serves one vehicle and epoch, far below the 2^32 messages that
 * NIST SP 800-38D section 8.3 allows.
 */
export function sealBody(
  plain: Uint8Array,
  { key, headerHash }: { key: DataKey; headerHash: Uint8Array },
): Uint8Array {
  const nonce = randomFillSync(Buffer.allocUnsafe(NONCE_BYTES));
  const cipher = createCipheriv('aes-256-gcm', key.secret, nonce).setAAD(headerHash);
  const deflated = deflateRawSync(plain, { level: DEFLATE_LEVEL });
  return Buffer.concat([nonce, cipher.update(deflated), cipher.final(), cipher.getAuthTag()]);
}
