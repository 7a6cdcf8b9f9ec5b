// SPDX-License-Identifier: Apache-2.0
import type { MerkleLog } from '@datacar/core/records/createMerkleLog';
import { hashLeaf } from '@datacar/core/records/merkleHashes';

/**
 * Last stage: the header hash becomes the next leaf of the log's tree, at the index that the batch log gave it.
 * A different index means that tree and disk disagree, and nothing true could be anchored any more.
 */
export function appendLeaf(
  headerHash: Uint8Array,
  { tree, leafIndex }: { tree: MerkleLog; leafIndex: number | undefined },
): void {
  if (leafIndex !== tree.size) {
    throw new Error(`The batch log gave leaf index ${leafIndex}, but the tree has ${tree.size} leaves`);
  }
  tree.append(hashLeaf(headerHash));
}
