// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Batch } from '@datacar/core/records/Batch';
import { decodeBatch } from '@datacar/core/records/decodeBatch';
import type { BatchLog } from '@datacar/store/records/BatchLog';
import type { DataKeys } from '@datacar/store/records/DataKeys';
import type { BatchRecord } from '@datacar/store/records/LogRecord';
import { openBody } from '@datacar/store/records/openBody';
import { batchOfBody } from '../ingest/persist/batchBody.ts';

export interface BatchSource {
  batchLog: BatchLog;
  dataKeys: DataKeys;
}

/** The record of a batch, readable or not. @throws DatacarError of the batch log */
export async function readRecord(position: number, { batchLog }: BatchSource): Promise<BatchRecord> {
  const { record } = await batchLog.read(position);
  if (record.type !== 'batch') throw new Error(`The record at ${position} is no batch`);
  return record;
}

/**
 * The batch of a record with its readings.
 * @throws DatacarError READING_UNKNOWN when its owner has erased it
 */
export function openBatch(record: BatchRecord, { dataKeys }: BatchSource): Batch {
  const body = openBody(record, dataKeys);
  if (body === undefined) {
    throw new DatacarError(
      'READING_UNKNOWN',
      'The owner has erased these readings; nobody can prove them any more.',
    );
  }
  return decodeBatch(batchOfBody(body, record.header));
}
