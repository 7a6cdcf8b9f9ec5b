// SPDX-License-Identifier: Apache-2.0
import { encode } from 'uqr';

/** The quiet zone that ISO/IEC 18004 asks for, in modules. */
const QUIET_ZONE = 4;

/** A text as a QR code: rows of `1` (dark) and `0` (light), quiet zone included. */
export function encodeQr(text: string): string[] {
  const { data } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  return data.map((row) => row.map((isDark) => (isDark ? '1' : '0')).join(''));
}
