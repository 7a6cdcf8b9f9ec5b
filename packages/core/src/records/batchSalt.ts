// SPDX-License-Identifier: Apache-2.0
import { aes256CtrKeyStream } from '#crypto';
import { SALT_BYTES } from './hashColumns.ts';

/** The salt of one leaf, 16 bytes: block `index` of the key stream under the batch secret. */
export function batchSalt(secret: Uint8Array, index: number): Uint8Array {
  return new Uint8Array(aes256CtrKeyStream(secret, (index + 1) * SALT_BYTES).subarray(index * SALT_BYTES));
}
