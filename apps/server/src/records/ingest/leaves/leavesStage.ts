// SPDX-License-Identifier: Apache-2.0
import type { Batch } from '@datacar/core/records/Batch';
import { checkBatchRoot } from '@datacar/core/records/checkBatchRoot';

/**
 * The readings hash to the root that the car signed.
 * @throws DatacarError ROOT_MISMATCH
 */
export function leavesStage(batch: Batch): void {
  checkBatchRoot(batch);
}
