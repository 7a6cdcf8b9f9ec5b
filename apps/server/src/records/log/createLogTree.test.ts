// SPDX-License-Identifier: Apache-2.0

import { hashLeaf } from '@datacar/core/records/merkleHashes';
import { merkleInclusionPath } from '@datacar/core/records/merkleInclusionPath';
import { merkleRoot } from '@datacar/core/records/merkleRoot';
import { verifyConsistency } from '@datacar/core/records/verifyConsistency';
import { verifyInclusion } from '@datacar/core/records/verifyInclusion';
import { describe, expect, test } from 'vitest';
import { createLogTree } from './createLogTree.ts';

const SIZE = 70;
const leaves = Array.from({ length: SIZE }, (_, index) => new Uint8Array(32).fill(index + 1));
const leafHashes = Uint8Array.from(Buffer.concat(leaves.map(hashLeaf)));
const tree = createLogTree();
for (const leaf of leaves) tree.append(leaf);

describe('the log tree', () => {
  test('has the root of RFC 6962 at every size', () => {
    for (let size = 0; size <= SIZE; size += 1) {
      expect(tree.root(size)).toEqual(merkleRoot(leafHashes.subarray(0, size * 32)));
    }
  });

  test('gives the inclusion path of every leaf at every size', () => {
    for (let size = 1; size <= SIZE; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const path = tree.inclusionPath({ index, size });
        expect(path).toEqual(merkleInclusionPath(leafHashes.subarray(0, size * 32), index));
      }
    }
    const path = tree.inclusionPath({ index: 5, size: SIZE });
    const leafHash = hashLeaf(leaves[5] ?? new Uint8Array());
    expect(verifyInclusion({ leafHash, index: 5, size: SIZE, path, root: tree.root(SIZE) })).toBe(true);
  });

  test('gives a consistency proof between any two sizes', () => {
    for (let toSize = 1; toSize <= SIZE; toSize += 1) {
      for (let fromSize = 1; fromSize <= toSize; fromSize += 1) {
        const path = tree.consistencyPath({ fromSize, toSize });
        const roots = { fromRoot: tree.root(fromSize), toRoot: tree.root(toSize) };
        expect(verifyConsistency({ fromSize, toSize, ...roots, path })).toBe(true);
      }
    }
  });

  test('gives entries and complete subtrees', () => {
    expect(tree.entries(3, 5)).toEqual(new Uint8Array(Buffer.concat(leaves.slice(3, 5))));
    expect(tree.nodes(6, 0, 1)).toEqual(tree.root(64));
    expect(tree.nodes(7, 0, 1)).toHaveLength(0);
  });
});
