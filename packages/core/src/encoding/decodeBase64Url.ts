// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../errors/DatacarError.ts';
import { decodeBase64 } from './decodeBase64.ts';

/**
 * Reads base64url without padding (RFC 4648, section 5) in its canonical form only.
 *
 * @throws DatacarError ENCODING_INVALID for anything else.
 */
export function decodeBase64Url(text: string): Uint8Array {
  if (/[^A-Za-z0-9_-]/.test(text)) {
    throw new DatacarError('ENCODING_INVALID', 'The text is not base64url');
  }
  const padding = '='.repeat((4 - (text.length % 4)) % 4);
  return decodeBase64(text.replaceAll('-', '+').replaceAll('_', '/') + padding);
}
