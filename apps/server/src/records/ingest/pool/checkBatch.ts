// SPDX-License-Identifier: Apache-2.0
import { authenticateStage } from '../authenticate/authenticateStage.ts';
import { decodeStage } from '../decode/decodeStage.ts';
import type { CheckedBatch, IngestJob, IngestScope } from '../IngestJob.ts';
import { leavesStage } from '../leaves/leavesStage.ts';
import { sealStage } from '../persist/sealStage.ts';

/**
 * The stages that need no order and most of the processor, one after the other in one visit to a worker.
 * @throws DatacarError of the stages
 */
export function checkBatch(job: IngestJob, scope: IngestScope): CheckedBatch {
  const batch = decodeStage(job, scope);
  authenticateStage(batch, job.deviceKeys);
  leavesStage(batch);
  const { keyId, body } = sealStage(job.bytes, { batch, dataKeys: job.dataKeys });
  const { cose, header, headerHash, columns } = batch;
  return { cose, header, headerHash, columns, keyId, body };
}
