// SPDX-License-Identifier: Apache-2.0
import { sha256, sha256Into } from '#crypto';

export const HASH_BYTES = 32;

const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;

const nodeInput = new Uint8Array(1 + 2 * HASH_BYTES);
nodeInput[0] = NODE_PREFIX;

/** SHA-256(0x00 ‖ data), RFC 6962 section 2.1. */
export function hashLeaf(data: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + data.length);
  input[0] = LEAF_PREFIX;
  input.set(data, 1);
  return sha256(input);
}

/** SHA-256(0x01 ‖ left ‖ right), RFC 6962 section 2.1. */
export function hashNode(left: Uint8Array, right: Uint8Array): Uint8Array {
  nodeInput.set(left, 1);
  nodeInput.set(right, 1 + HASH_BYTES);
  return sha256(nodeInput);
}

/**
 * Hashes the pairs of one tree level (32 bytes each, in a row) into the level above; a last one without
 * a partner moves up as it is, which is the tree of RFC 6962.
 */
export function hashLevel(level: Uint8Array): Uint8Array {
  const count = level.length / HASH_BYTES;
  const above = new Uint8Array(Math.ceil(count / 2) * HASH_BYTES);
  const pairs = count >> 1;
  for (let pair = 0; pair < pairs; pair++) {
    const offset = 2 * HASH_BYTES * pair;
    nodeInput.set(level.subarray(offset, offset + 2 * HASH_BYTES), 1);
    sha256Into(nodeInput, above, HASH_BYTES * pair);
  }
  if (count % 2 === 1) above.set(level.subarray(level.length - HASH_BYTES), above.length - HASH_BYTES);
  return above;
}
