// SPDX-License-Identifier: Apache-2.0
import type { Appended, BatchLog } from '@datacar/store/records/BatchLog';
import type { CheckedBatch } from '../IngestJob.ts';

/**
 * Puts a batch into the batch log; resolves when it is on the disk. Batches stand in the order of the calls.
 * @throws DatacarError STORAGE_FULL, STORAGE_FAILED, OVERLOADED
 */
export function persistStage(
  { cose, header, headerHash, keyId, body }: CheckedBatch,
  { batchLog, receivedAtMs, isFork }: { batchLog: BatchLog; receivedAtMs: number; isFork: boolean },
): Promise<Appended> {
  const { vehicle, ownerEpoch } = header;
  return batchLog.append(
    { type: 'batch', vehicle, ownerEpoch, headerHash, receivedAtMs, isFork, header: cose, keyId, body },
    { isLeaf: true },
  );
}
