// SPDX-License-Identifier: Apache-2.0

import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { createMerkleLog, type MerkleLog } from '@datacar/core/records/createMerkleLog';
import { hashLeaf } from '@datacar/core/records/merkleHashes';
import type { IndexedAnchor } from '@datacar/store/chain/ChainIndex';
import type { BatchLog } from '@datacar/store/records/BatchLog';
import type { Telemetry } from '@datacar/store/telemetry/Telemetry';

/** Leaves read at a time. */
const CHUNK_LEAVES = 65_536;
const HASH_BYTES = 32;

export interface LoadMerkleLogOptions {
  batchLog: BatchLog;
  telemetry: Telemetry;
  /** Of this log, as the chain has them. */
  anchors: readonly IndexedAnchor[];
}

/**
 * Builds the log's tree again and compares it with every checkpoint that was anchored. The projection has the leaves
 * in a row and is quick; if it does not fit the chain, the batch log itself is read, and if that does not fit either,
 * this is not the log that was anchored.
 *
 * @throws DatacarError LOG_INCONSISTENT
 */
export async function loadMerkleLog({
  batchLog,
  telemetry,
  anchors,
}: LoadMerkleLogOptions): Promise<MerkleLog> {
  const quick = await fromTelemetry(telemetry, batchLog.leafCount);
  if (quick.size === batchLog.leafCount && findMismatch(quick, anchors) === undefined) return quick;
  const tree = await fromBatchLog(batchLog);
  const mismatch = findMismatch(tree, anchors);
  if (mismatch === undefined) return tree;
  throw new DatacarError(
    'LOG_INCONSISTENT',
    `The batch log (${tree.size} leaves) does not fit the checkpoint of ${mismatch.size} leaves that was anchored in block ${mismatch.blockNumber}: records are missing or were changed. Restore the batch log and the chain from one backup.`,
    { details: { leaves: tree.size, anchoredSize: mismatch.size, blockNumber: mismatch.blockNumber } },
  );
}

function findMismatch(tree: MerkleLog, anchors: readonly IndexedAnchor[]): IndexedAnchor | undefined {
  return anchors.find(({ size, root }) => size > tree.size || encodeHex(tree.root(size)) !== root);
}

async function fromTelemetry(telemetry: Telemetry, leafCount: number): Promise<MerkleLog> {
  const tree = createMerkleLog();
  for (let from = 0; from < leafCount; from += CHUNK_LEAVES) {
    const leaves = await telemetry.leaves(from, Math.min(from + CHUNK_LEAVES, leafCount));
    for (let offset = 0; offset < leaves.length; offset += HASH_BYTES) {
      tree.append(hashLeaf(leaves.subarray(offset, offset + HASH_BYTES)));
    }
  }
  return tree;
}

async function fromBatchLog(batchLog: BatchLog): Promise<MerkleLog> {
  const tree = createMerkleLog();
  for await (const { record, leafIndex } of batchLog.readFrom(0)) {
    if (leafIndex === undefined) continue;
    if (record.type === 'batch') tree.append(hashLeaf(record.headerHash));
    if (record.type === 'signed') tree.append(hashLeaf(record.payloadHash));
  }
  return tree;
}
