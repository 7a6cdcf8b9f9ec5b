// SPDX-License-Identifier: Apache-2.0
import { hkdfSha256 } from '#crypto';
import { encodeHex } from '../encoding/encodeHex.ts';
import { encodeUtf8 } from '../encoding/encodeUtf8.ts';

/**
 * The passphrase of keystores on a machine whose home has none: HKDF-SHA-256 of its 32-byte secret, with no salt and
 * the info `datacar/keystore/1`, as 64 digits of hex.
 */
export function deriveKeystorePassphrase(secret: Uint8Array): string {
  const info = encodeUtf8('datacar/keystore/1');
  return encodeHex(hkdfSha256({ secret, salt: new Uint8Array(), info, lengthBytes: 32 })).slice(2);
}
