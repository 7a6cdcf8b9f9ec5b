// SPDX-License-Identifier: Apache-2.0
import { HASH_BYTES, hashLevel } from './merkleHashes.ts';

/**
 * RFC 6962 audit path (2.1.1) of the leaf at `index`, from the leaf up, over leaf hashes that stand in a
 * row of 32 bytes each.
 */
export function merkleInclusionPath(leafHashes: Uint8Array, index: number): Uint8Array[] {
  const path: Uint8Array[] = [];
  let level = leafHashes;
  let position = index;
  while (level.length > HASH_BYTES) {
    const sibling = (position ^ 1) * HASH_BYTES;
    if (sibling < level.length) path.push(level.slice(sibling, sibling + HASH_BYTES));
    level = hashLevel(level);
    position >>= 1;
  }
  return path;
}
