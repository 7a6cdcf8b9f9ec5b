// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '#crypto';
import { HASH_BYTES, hashLevel } from './merkleHashes.ts';

/** SHA-256 of nothing: the root of a tree without leaves. */
export const EMPTY_ROOT = sha256(new Uint8Array());

/** RFC 6962 root over leaf hashes, which stand in a row of 32 bytes each. */
export function merkleRoot(leafHashes: Uint8Array): Uint8Array {
  if (leafHashes.length === 0) return EMPTY_ROOT.slice();
  let level = leafHashes;
  while (level.length > HASH_BYTES) level = hashLevel(level);
  return level.slice();
}
