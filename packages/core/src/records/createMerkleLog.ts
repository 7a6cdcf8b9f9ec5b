// SPDX-License-Identifier: Apache-2.0

import { HASH_BYTES, hashNode } from './merkleHashes.ts';
import { EMPTY_ROOT } from './merkleRoot.ts';

/** An append-only RFC 6962 tree held by its complete subtrees: 64 bytes a leaf, any past size provable. */
export interface MerkleLog {
  readonly size: number;
  /** Adds a leaf by its leaf hash (`hashLeaf` of its data) and returns its index. */
  append(leafHash: Uint8Array): number;
  /** Root of the first `size` leaves; of all by default. */
  root(size?: number): Uint8Array;
  /** Audit path of a leaf in the tree of the first `size` leaves, from the leaf up (RFC 6962, 2.1.1). */
  inclusionPath(index: number, size?: number): Uint8Array[];
  /** Proof that the tree of `toSize` begins with the tree of `fromSize` (RFC 6962, 2.1.2). */
  consistencyPath(fromSize: number, toSize?: number): Uint8Array[];
  /** Root of the complete subtree of 2^level leaves that starts at leaf index * 2^level; what tiles hold. */
  nodeHash(level: number, index: number): Uint8Array;
}

/** A row of hashes that doubles when it is full. */
interface HashRow {
  bytes: Uint8Array;
  count: number;
}

const ROW_HASHES_AT_FIRST = 64;

/** Makes an empty log. Its functions throw a RangeError for a leaf or size that the log does not have. */
export function createMerkleLog(): MerkleLog {
  const levels: HashRow[] = [];

  function push(level: number, hash: Uint8Array): void {
    let row = levels[level];
    if (row === undefined) {
      row = { bytes: new Uint8Array(ROW_HASHES_AT_FIRST * HASH_BYTES), count: 0 };
      levels.push(row);
    }
    if (row.count * HASH_BYTES === row.bytes.length) {
      const grown = new Uint8Array(2 * row.bytes.length);
      grown.set(row.bytes);
      row.bytes = grown;
    }
    row.bytes.set(hash, row.count * HASH_BYTES);
    row.count += 1;
    if (row.count % 2 === 0) push(level + 1, hashNode(view(row, row.count - 2), view(row, row.count - 1)));
  }

  function nodeHash(level: number, index: number): Uint8Array {
    const row = levels[level];
    if (row === undefined || index < 0 || index >= row.count) {
      throw new RangeError(`The log has no complete subtree ${index} at level ${level}`);
    }
    return view(row, index).slice();
  }

  /** Root of leaves start to end; start is always a multiple of the range's greatest power of two. */
  function rangeRoot(start: number, end: number): Uint8Array {
    const left = splitPoint(end - start);
    if (left === 0) {
      const level = Math.log2(end - start);
      return nodeHash(level, start / (end - start));
    }
    return hashNode(rangeRoot(start, start + left), rangeRoot(start + left, end));
  }

  function auditPath(index: number, start: number, end: number): Uint8Array[] {
    if (end - start === 1) return [];
    const middle = start + halfOf(end - start);
    return index < middle
      ? [...auditPath(index, start, middle), rangeRoot(middle, end)]
      : [...auditPath(index, middle, end), rangeRoot(start, middle)];
  }

  /** SUBPROOF of RFC 6962, 2.1.2; `isWhole` while the smaller tree's root is what the verifier has. */
  function subproof(fromEnd: number, start: number, end: number, isWhole: boolean): Uint8Array[] {
    if (fromEnd === end) return isWhole ? [] : [rangeRoot(start, end)];
    const middle = start + halfOf(end - start);
    return fromEnd <= middle
      ? [...subproof(fromEnd, start, middle, isWhole), rangeRoot(middle, end)]
      : [...subproof(fromEnd, middle, end, false), rangeRoot(start, middle)];
  }

  const log: MerkleLog = {
    get size() {
      return levels[0]?.count ?? 0;
    },
    append(leafHash) {
      if (leafHash.length !== HASH_BYTES) throw new RangeError('A leaf hash has 32 bytes');
      push(0, leafHash);
      return log.size - 1;
    },
    root(size = log.size) {
      requireSize(size, 0, log.size);
      return size === 0 ? EMPTY_ROOT.slice() : rangeRoot(0, size);
    },
    inclusionPath(index, size = log.size) {
      requireSize(size, 1, log.size);
      requireSize(index, 0, size - 1);
      return auditPath(index, 0, size);
    },
    consistencyPath(fromSize, toSize = log.size) {
      requireSize(toSize, 1, log.size);
      requireSize(fromSize, 1, toSize);
      return subproof(fromSize, 0, toSize, true);
    },
    nodeHash,
  };
  return log;
}

function view({ bytes }: HashRow, index: number): Uint8Array {
  return bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
}

/** The largest power of two below `count`, which must be more than one. */
function halfOf(count: number): number {
  return 2 ** Math.floor(Math.log2(count - 1));
}

/** As `halfOf`, but 0 when `count` is a power of two and the range therefore complete. */
function splitPoint(count: number): number {
  return Number.isInteger(Math.log2(count)) ? 0 : halfOf(count);
}

function requireSize(value: number, least: number, most: number): void {
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    throw new RangeError(`${value} is not within ${least} and ${most}`);
  }
}
