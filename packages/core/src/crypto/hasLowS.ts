// SPDX-License-Identifier: Apache-2.0

/** Half the order of P-256, rounded down: the greatest s that is accepted (SEC 2, 2.4.2). */
const HALF_ORDER_P256 = [
  0x7fffffff, 0x80000000, 0x7fffffff, 0xffffffff, 0xde737d56, 0xd38bcf42, 0x79dce561, 0x7e3192a8,
];

/** Whether the s of an r ‖ s signature over P-256 is in the lower half of the group order. */
export function hasLowS(signature: Uint8Array): boolean {
  const view = new DataView(signature.buffer, signature.byteOffset, signature.byteLength);
  for (const [index, limit] of HALF_ORDER_P256.entries()) {
    const word = view.getUint32(32 + 4 * index);
    if (word !== limit) return word < limit;
  }
  return true;
}
