// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../errors/DatacarError.ts';

/**
 * Reads base64 with padding (RFC 4648, section 4) in its canonical form only.
 *
 * @throws DatacarError ENCODING_INVALID for white space, missing padding, stray bits, other alphabets.
 */
export function decodeBase64(text: string): Uint8Array {
  let binary: string;
  try {
    binary = atob(text);
  } catch (cause) {
    throw new DatacarError('ENCODING_INVALID', 'The text is not base64', { cause });
  }
  if (btoa(binary) !== text) {
    throw new DatacarError('ENCODING_INVALID', 'The base64 text is not in its canonical form');
  }
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
