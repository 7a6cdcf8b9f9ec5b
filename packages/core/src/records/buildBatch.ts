// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../errors/DatacarError.ts';
import type { Batch } from './Batch.ts';
import { BATCH_HEADER_VERSION, type BatchHeader } from './BatchHeader.ts';
import { MAX_BATCH_READINGS } from './batchLimits.ts';
import { hashColumns } from './hashColumns.ts';
import { merkleRoot } from './merkleRoot.ts';
import type { Reading, ValueKind } from './Reading.ts';
import { signBatchHeader } from './signBatchHeader.ts';
import { toColumns } from './toColumns.ts';

export interface BuildBatchOptions {
  /** In any order. */
  readings: readonly Reading[];
  /** All of the header that the readings do not say. */
  header: Omit<BatchHeader, 'version' | 'count' | 'root'>;
  /** 32 random bytes, fresh for each batch. */
  secret: Uint8Array;
  /** P-256 device key, 32 bytes. */
  privateKey: Uint8Array;
  /** The catalogue's type of a path; undefined when it has none. */
  kindOf: (path: string) => ValueKind | undefined;
}

/**
 * Orders readings, hashes them and signs their header; `encodeBatch` gives the wire form.
 *
 * @throws DatacarError SIGNAL_UNKNOWN, VALUE_INVALID, READING_DUPLICATE, READING_OUT_OF_WINDOW,
 *   BATCH_TOO_LARGE, HEADER_MALFORMED
 */
export function buildBatch({ readings, header, secret, privateKey, kindOf }: BuildBatchOptions): Batch {
  if (readings.length > MAX_BATCH_READINGS) {
    throw new DatacarError('BATCH_TOO_LARGE', `A batch holds at most ${MAX_BATCH_READINGS} readings`, {
      details: { readings: readings.length },
    });
  }
  const outside = readings.find(({ timeMs }) => timeMs < header.fromMs || timeMs >= header.toMs);
  if (outside !== undefined) {
    throw new DatacarError('READING_OUT_OF_WINDOW', 'A reading lies outside the window of its batch', {
      details: { path: outside.path, timeMs: outside.timeMs },
    });
  }
  const columns = toColumns(readings, kindOf);
  const signed = signBatchHeader(
    {
      ...header,
      version: BATCH_HEADER_VERSION,
      count: readings.length,
      root: merkleRoot(hashColumns(columns, secret)),
    },
    privateKey,
  );
  return { ...signed, secret, columns };
}
