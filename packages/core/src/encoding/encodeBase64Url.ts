// SPDX-License-Identifier: Apache-2.0
import { encodeBase64 } from './encodeBase64.ts';

/** Base64url without padding (RFC 4648, section 5). */
export function encodeBase64Url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
