// SPDX-License-Identifier: Apache-2.0
import { HASH_BYTES, hashLeaf, hashNode } from '@datacar/core/records/merkleHashes';
import { EMPTY_ROOT } from '@datacar/core/records/merkleRoot';

/**
 * The server's log as a tree (RFC 6962) that holds every complete subtree's hash, so that roots, paths and proofs
 * of any size cost a logarithm. 96 bytes a leaf.
 */
export interface LogTree {
  readonly size: number;
  /** Adds 32 bytes of leaf data. */
  append(leafData: Uint8Array): void;
  /** Root of the first `size` leaves. */
  root(size: number): Uint8Array;
  inclusionPath(leaf: { index: number; size: number }): Uint8Array[];
  consistencyPath(sizes: { fromSize: number; toSize: number }): Uint8Array[];
  /** Leaf data of [from, to). */
  entries(from: number, to: number): Uint8Array;
  /** Hashes of the complete subtrees of 2^level leaves, [from, to). */
  nodes(level: number, from: number, to: number): Uint8Array;
}

export function createLogTree(): LogTree {
  const leafData = createHashRow();
  const levels = [createHashRow()];
  const node = (level: number, index: number): Uint8Array =>
    levels[level]?.slice(index, index + 1) ?? new Uint8Array();

  /** Root of [start, end), where start is a multiple of the greatest power of two in the range. */
  function rangeRoot(start: number, end: number): Uint8Array {
    const count = end - start;
    const split = largestPowerOfTwoBelow(count);
    if (count === split * 2 || count === 1) return node(Math.log2(count), start / count);
    return hashNode(rangeRoot(start, start + split), rangeRoot(start + split, end));
  }

  function pathWithin(index: number, start: number, end: number): Uint8Array[] {
    if (end - start === 1) return [];
    const middle = start + largestPowerOfTwoBelow(end - start);
    return index < middle
      ? [...pathWithin(index, start, middle), rangeRoot(middle, end)]
      : [...pathWithin(index, middle, end), rangeRoot(start, middle)];
  }

  /** SUBPROOF of RFC 6962 section 2.1.2; `isOwnRoot`: the verifier knows the root of [start, size). */
  function subproof(fromSize: number, start: number, end: number, isOwnRoot: boolean): Uint8Array[] {
    if (fromSize === end) return isOwnRoot ? [] : [rangeRoot(start, end)];
    const middle = start + largestPowerOfTwoBelow(end - start);
    return fromSize <= middle
      ? [...subproof(fromSize, start, middle, isOwnRoot), rangeRoot(middle, end)]
      : [...subproof(fromSize, middle, end, false), rangeRoot(start, middle)];
  }

  return {
    get size() {
      return leafData.count;
    },
    append(data) {
      leafData.push(data);
      let hash = hashLeaf(data);
      for (let level = 0; ; level += 1) {
        const row = levels[level] ?? createHashRow();
        levels[level] = row;
        row.push(hash);
        if (row.count % 2 === 1) return;
        hash = hashNode(row.slice(row.count - 2, row.count - 1), row.slice(row.count - 1, row.count));
      }
    },
    root: (size) => (size === 0 ? EMPTY_ROOT : rangeRoot(0, size)),
    inclusionPath: ({ index, size }) => pathWithin(index, 0, size),
    consistencyPath: ({ fromSize, toSize }) => (fromSize === 0 ? [] : subproof(fromSize, 0, toSize, true)),
    entries: (from, to) => leafData.slice(from, to),
    nodes: (level, from, to) => levels[level]?.slice(from, to) ?? new Uint8Array(),
  };
}

/** The k of RFC 6962: the largest power of two smaller than n. */
function largestPowerOfTwoBelow(n: number): number {
  return n <= 1 ? 0 : 2 ** Math.floor(Math.log2(n - 1));
}

/** Hashes in a row, in memory that doubles when it is full. */
function createHashRow() {
  let buffer = new Uint8Array(64 * HASH_BYTES);
  let count = 0;
  return {
    get count() {
      return count;
    },
    push(hash: Uint8Array) {
      if ((count + 1) * HASH_BYTES > buffer.length) {
        const larger = new Uint8Array(buffer.length * 2);
        larger.set(buffer);
        buffer = larger;
      }
      buffer.set(hash, count * HASH_BYTES);
      count += 1;
    },
    slice: (from: number, to: number) => buffer.slice(from * HASH_BYTES, to * HASH_BYTES),
  };
}
