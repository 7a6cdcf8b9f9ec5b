// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../../errors/DatacarError.ts';
import type { BatchHeader } from '../../records/BatchHeader.ts';
import { hashReading } from '../../records/hashReading.ts';
import type { TypedReading } from '../../records/Reading.ts';
import { verifyInclusion } from '../../records/verifyInclusion.ts';

export interface CheckReadingInBatchOptions {
  reading: TypedReading;
  salt: Uint8Array;
  index: number;
  path: readonly Uint8Array[];
  header: BatchHeader;
}

/** @throws DatacarError PROOF_READING_NOT_IN_BATCH */
export function checkReadingInBatch({
  reading,
  salt,
  index,
  path,
  header,
}: CheckReadingInBatchOptions): void {
  const leafHash = hashReading(reading, salt);
  if (!verifyInclusion({ leafHash, index, size: header.count, path, root: header.root })) {
    throw new DatacarError(
      'PROOF_READING_NOT_IN_BATCH',
      `The reading of ${reading.path} is not in the batch that the header states`,
    );
  }
  if (reading.timeMs < header.fromMs || reading.timeMs >= header.toMs) {
    throw new DatacarError('PROOF_READING_NOT_IN_BATCH', 'The reading lies outside the window of its batch');
  }
}
