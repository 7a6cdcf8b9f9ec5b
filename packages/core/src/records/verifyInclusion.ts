// SPDX-License-Identifier: Apache-2.0
import { equalBytes } from '../encoding/equalBytes.ts';
import { HASH_BYTES, hashNode } from './merkleHashes.ts';

export interface VerifyInclusionOptions {
  leafHash: Uint8Array;
  index: number;
  size: number;
  path: readonly Uint8Array[];
  root: Uint8Array;
}

/** Whether the leaf hash is at `index` of the tree with this size and root (RFC 9162, 2.1.3.2). */
export function verifyInclusion({ leafHash, index, size, path, root }: VerifyInclusionOptions): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  if (leafHash.length !== HASH_BYTES || path.some((hash) => hash.length !== HASH_BYTES)) return false;
  let position = index;
  let last = size - 1;
  let hash = leafHash;
  for (const sibling of path) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      hash = hashNode(sibling, hash);
      while (position % 2 === 0 && position !== 0) {
        position /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      hash = hashNode(hash, sibling);
    }
    position = Math.floor(position / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equalBytes(hash, root);
}
