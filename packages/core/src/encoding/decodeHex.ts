// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../errors/DatacarError.ts';

/**
 * Reads what `encodeHex` writes: 0x and an even number of lower-case digits.
 *
 * @throws DatacarError ENCODING_INVALID for any other form, or when it is not `lengthBytes` long.
 */
export function decodeHex(text: string, lengthBytes?: number): Uint8Array {
  if (!/^0x(?:[0-9a-f]{2})*$/.test(text)) {
    throw new DatacarError(
      'ENCODING_INVALID',
      'The text is not 0x and pairs of lower-case hexadecimal digits',
    );
  }
  const bytes = new Uint8Array(text.length / 2 - 1);
  if (lengthBytes !== undefined && bytes.length !== lengthBytes) {
    throw new DatacarError('ENCODING_INVALID', `${lengthBytes} bytes were expected, not ${bytes.length}`);
  }
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = Number.parseInt(text.slice(2 + 2 * index, 4 + 2 * index), 16);
  }
  return bytes;
}
