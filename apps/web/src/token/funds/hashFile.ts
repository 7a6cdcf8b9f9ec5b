// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@datacar/core/encoding/encodeHex';

/** SHA-256 of a file's bytes; also where the page has no secure origin. */
export async function hashFile(file: Blob): Promise<string> {
  const [bytes, { sha256 }] = await Promise.all([
    file.arrayBuffer(),
    import('@datacar/core/crypto/browserCrypto'),
  ]);
  return encodeHex(sha256(new Uint8Array(bytes)));
}
