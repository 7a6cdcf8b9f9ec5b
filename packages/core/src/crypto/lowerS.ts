// SPDX-License-Identifier: Apache-2.0
import { hasLowS } from './hasLowS.ts';

const ORDER_P256 = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** Replaces a high s of an r ‖ s signature over P-256 by its negative, which verifies as well. */
export function lowerS(signature: Uint8Array): Uint8Array {
  if (hasLowS(signature)) return signature;
  let s = 0n;
  for (const byte of signature.subarray(32)) s = (s << 8n) | BigInt(byte);
  s = ORDER_P256 - s;
  const lowered = signature.slice();
  for (let index = 63; index >= 32; index--) {
    lowered[index] = Number(s & 0xffn);
    s >>= 8n;
  }
  return lowered;
}
