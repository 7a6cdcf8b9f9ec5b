// SPDX-License-Identifier: Apache-2.0

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hexadecimal with the 0x prefix, the one form that hashes and addresses have in JSON. */
export function encodeHex(bytes: Uint8Array): `0x${string}` {
  let text: `0x${string}` = '0x';
  for (const byte of bytes) text = `${text}${pairs[byte]}`;
  return text;
}
