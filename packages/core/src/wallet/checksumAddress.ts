// SPDX-License-Identifier: Apache-2.0
import { keccak256 } from '#crypto';
import { encodeHex } from '../encoding/encodeHex.ts';
import { encodeUtf8 } from '../encoding/encodeUtf8.ts';

/** The mixed-case text of an account (20 bytes), EIP-55. */
export function checksumAddress(account: Uint8Array): `0x${string}` {
  const digits = encodeHex(account).slice(2);
  const hash = encodeHex(keccak256(encodeUtf8(digits))).slice(2);
  let text = '';
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charAt(index);
    text += Number.parseInt(hash.charAt(index), 16) >= 8 ? digit.toUpperCase() : digit;
  }
  return `0x${text}`;
}
