// SPDX-License-Identifier: Apache-2.0
import { encodeUtf8 } from '../encoding/encodeUtf8.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import type { Batch } from './Batch.ts';
import type { BatchColumn } from './BatchColumn.ts';
import { MAX_BATCH_BYTES } from './batchLimits.ts';
import {
  type CborWriter,
  createCborWriter,
  MAJOR_ARRAY,
  MAJOR_BYTES,
  MAJOR_MAP,
  MAJOR_TEXT,
  writeHead,
  writeInteger,
  writeString,
} from './CborWriter.ts';
import { writeColumnValue } from './hashColumns.ts';

/** A head has at most nine bytes; room for all that stands around the columns' contents. */
const HEAD_BYTES_MAX = 9;

/**
 * The wire form of a batch: deterministic CBOR
 * `{header: COSE, secret, columns: [[path, [ms after fromMs…], [value…]]…]}`.
 *
 * @throws DatacarError BATCH_TOO_LARGE when it has more than MAX_BATCH_BYTES.
 */
export function encodeBatch({ cose, header, secret, columns }: Batch): Uint8Array {
  const writer = createCborWriter(measureBatch(cose, columns));
  writeHead(writer, MAJOR_MAP, 3);
  // Keys in the order of RFC 8949, 4.2.1: header, secret, columns.
  writeString(writer, MAJOR_TEXT, encodeUtf8('header'));
  writeString(writer, MAJOR_BYTES, cose);
  writeString(writer, MAJOR_TEXT, encodeUtf8('secret'));
  writeString(writer, MAJOR_BYTES, secret);
  writeString(writer, MAJOR_TEXT, encodeUtf8('columns'));
  writeHead(writer, MAJOR_ARRAY, columns.length);
  for (const column of columns) writeColumn(writer, column, header.fromMs);
  if (writer.offset > MAX_BATCH_BYTES) {
    throw new DatacarError(
      'BATCH_TOO_LARGE',
      `The batch has ${writer.offset} bytes; send its readings in more batches`,
      {
        details: { bytes: writer.offset, bytesMax: MAX_BATCH_BYTES },
      },
    );
  }
  return writer.bytes.slice(0, writer.offset);
}

function writeColumn(writer: CborWriter, column: BatchColumn, fromMs: number): void {
  const count = column.timesMs.length;
  writeHead(writer, MAJOR_ARRAY, 3);
  writeString(writer, MAJOR_TEXT, encodeUtf8(column.path));
  writeHead(writer, MAJOR_ARRAY, count);
  for (let row = 0; row < count; row++) writeInteger(writer, (column.timesMs[row] as number) - fromMs);
  writeHead(writer, MAJOR_ARRAY, count);
  for (let row = 0; row < count; row++) writeColumnValue(writer, column, row);
}

/** An upper bound of the encoded length. */
function measureBatch(cose: Uint8Array, columns: readonly BatchColumn[]): number {
  let bytes = cose.length + 100;
  for (const column of columns) {
    bytes += 3 * column.path.length + 4 * HEAD_BYTES_MAX + column.timesMs.length * 2 * HEAD_BYTES_MAX;
    if (column.kind === 'string') for (const value of column.values) bytes += 3 * value.length;
  }
  return bytes;
}
