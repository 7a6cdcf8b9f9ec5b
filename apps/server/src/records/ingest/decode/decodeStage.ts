// SPDX-License-Identifier: Apache-2.0
import type { Batch } from '@datacar/core/records/Batch';
import { decodeBatch } from '@datacar/core/records/decodeBatch';
import type { IngestScope } from '../IngestJob.ts';
import { checkColumns } from './checkColumns.ts';
import { checkScope } from './checkScope.ts';
import { checkTimes } from './checkTimes.ts';

/**
 * First stage: the bytes are a batch of the stated form, for this chain and this vehicle, with values that the
 * catalogue allows and times that are not ahead of ours.
 *
 * @throws DatacarError of `decodeBatch`, `checkScope`, `checkTimes`, `checkColumns`
 */
export function decodeStage(
  { bytes, vehicle, nowMs }: { bytes: Uint8Array; vehicle: number; nowMs: number },
  scope: IngestScope,
): Batch {
  const batch = decodeBatch(bytes);
  checkScope(batch.header, { ...scope, vehicle });
  checkTimes(batch, nowMs);
  checkColumns(batch);
  return batch;
}
