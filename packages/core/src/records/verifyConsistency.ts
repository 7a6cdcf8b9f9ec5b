// SPDX-License-Identifier: Apache-2.0
import { equalBytes } from '../encoding/equalBytes.ts';
import { HASH_BYTES, hashNode } from './merkleHashes.ts';

export interface VerifyConsistencyOptions {
  fromSize: number;
  fromRoot: Uint8Array;
  toSize: number;
  toRoot: Uint8Array;
  path: readonly Uint8Array[];
}

/** Whether the larger tree begins with all leaves of the smaller one (RFC 9162, 2.1.4.2). */
export function verifyConsistency(options: VerifyConsistencyOptions): boolean {
  const { fromSize, fromRoot, toSize, toRoot, path } = options;
  if (!Number.isSafeInteger(fromSize) || !Number.isSafeInteger(toSize)) return false;
  // Every tree begins with the empty one, so a proof from size 0 would say nothing.
  if (fromSize < 1 || toSize < fromSize) return false;
  if (fromSize === toSize) return path.length === 0 && equalBytes(fromRoot, toRoot);
  if (path.some((hash) => hash.length !== HASH_BYTES)) return false;

  let from = fromSize - 1;
  let last = toSize - 1;
  while (from % 2 === 1) {
    from = Math.floor(from / 2);
    last = Math.floor(last / 2);
  }
  // When the smaller tree is one complete subtree of the larger, its root is not repeated in the path.
  const [first, ...rest] = from === 0 ? [fromRoot, ...path] : path;
  if (first === undefined) return false;
  let fromHash = first;
  let toHash = first;
  for (const hash of rest) {
    if (last === 0) return false;
    if (from % 2 === 1 || from === last) {
      fromHash = hashNode(hash, fromHash);
      toHash = hashNode(hash, toHash);
      while (from % 2 === 0 && from !== 0) {
        from /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      toHash = hashNode(toHash, hash);
    }
    from = Math.floor(from / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equalBytes(fromHash, fromRoot) && equalBytes(toHash, toRoot);
}
