// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../errors/DatacarError.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws DatacarError ENCODING_INVALID when the bytes are not well-formed UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new DatacarError('ENCODING_INVALID', 'The text is not UTF-8', { cause });
  }
}
