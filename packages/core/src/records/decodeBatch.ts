// SPDX-License-Identifier: Apache-2.0
import { compareBytes } from '../encoding/compareBytes.ts';
import { decodeUtf8 } from '../encoding/decodeUtf8.ts';
import { encodeUtf8 } from '../encoding/encodeUtf8.ts';
import { equalBytes } from '../encoding/equalBytes.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import type { Batch } from './Batch.ts';
import type { BatchColumn } from './BatchColumn.ts';
import type { BatchHeader } from './BatchHeader.ts';
import { MAX_BATCH_BYTES, MAX_BATCH_COLUMNS, MAX_PATH_BYTES, MAX_STRING_BYTES } from './batchLimits.ts';
import {
  type CborReader,
  CborSyntaxError,
  createCborReader,
  readFloat64,
  readHead,
  readInteger,
  readString,
} from './CborReader.ts';
import {
  FLOAT64,
  MAJOR_ARRAY,
  MAJOR_BYTES,
  MAJOR_MAP,
  MAJOR_TEXT,
  MAJOR_UNSIGNED,
  SIMPLE_FALSE,
  SIMPLE_TRUE,
} from './CborWriter.ts';
import { decodeSignedBatchHeader } from './decodeSignedBatchHeader.ts';

const SECRET_BYTES = 32;

const KEY_HEADER = encodeUtf8('header');
const KEY_SECRET = encodeUtf8('secret');
const KEY_COLUMNS = encodeUtf8('columns');

/**
 * Decodes a wire batch and holds it to every rule that needs neither a key nor a catalogue: deterministic
 * form, order, no duplicate, window, count, finite values, strings in NFC. It checks neither the signature
 * (`verifyCose1` with `batch.cose`) nor the root (`checkBatchRoot`).
 *
 * @throws DatacarError BATCH_TOO_LARGE, BATCH_MALFORMED, HEADER_MALFORMED, READING_DUPLICATE,
 *   READING_OUT_OF_WINDOW, COUNT_MISMATCH, VALUE_INVALID
 */
export function decodeBatch(bytes: Uint8Array): Batch {
  if (bytes.length > MAX_BATCH_BYTES) {
    throw new DatacarError('BATCH_TOO_LARGE', `The batch has more than ${MAX_BATCH_BYTES} bytes`, {
      details: { bytes: bytes.length, bytesMax: MAX_BATCH_BYTES },
    });
  }
  try {
    return readBatch(createCborReader(bytes));
  } catch (error) {
    if (!(error instanceof CborSyntaxError)) throw error;
    throw malformed(error.message);
  }
}

function readBatch(reader: CborReader): Batch {
  if (readHead(reader, MAJOR_MAP) !== 3) throw malformed('it is not a map of three');
  readKey(reader, KEY_HEADER);
  const signed = decodeSignedBatchHeader(readString(reader, MAJOR_BYTES).slice());
  readKey(reader, KEY_SECRET);
  const secret = readString(reader, MAJOR_BYTES).slice();
  if (secret.length !== SECRET_BYTES) throw malformed('the secret is not 32 bytes');
  readKey(reader, KEY_COLUMNS);
  const columns = readColumns(reader, signed.header);
  if (reader.offset !== reader.bytes.length) throw malformed('there are bytes after the end');
  return { ...signed, secret, columns };
}

function readColumns(reader: CborReader, header: BatchHeader): BatchColumn[] {
  const columnCount = readHead(reader, MAJOR_ARRAY);
  if (columnCount > MAX_BATCH_COLUMNS) throw malformed(`it has more than ${MAX_BATCH_COLUMNS} columns`);
  const columns: BatchColumn[] = [];
  let previousPath = new Uint8Array();
  let readingsLeft = header.count;
  for (let index = 0; index < columnCount; index++) {
    if (readHead(reader, MAJOR_ARRAY) !== 3) throw malformed('a column is not an array of three');
    const pathBytes = readString(reader, MAJOR_TEXT);
    if (compareBytes(previousPath, pathBytes) >= 0) throw malformed('the columns are not ascending by path');
    previousPath = pathBytes as Uint8Array<ArrayBuffer>;
    const path = decodePath(pathBytes);
    const timesMs = readTimes(reader, header, path, readingsLeft);
    readingsLeft -= timesMs.length;
    columns.push(readValues(reader, path, timesMs));
  }
  if (readingsLeft !== 0) throw countMismatch(header.count);
  return columns;
}

function readKey(reader: CborReader, key: Uint8Array): void {
  if (!equalBytes(readString(reader, MAJOR_TEXT), key)) {
    throw malformed('its keys are not header, secret and columns, in this order');
  }
}

/** Paths are printable ASCII, so their order by bytes is their order as strings. */
function decodePath(bytes: Uint8Array): string {
  if (bytes.length > MAX_PATH_BYTES) throw malformed(`a path has more than ${MAX_PATH_BYTES} bytes`);
  let path = '';
  for (const byte of bytes) {
    if (byte <= 0x20 || byte >= 0x7f) throw malformed('a path is not printable ASCII');
    path += String.fromCharCode(byte);
  }
  return path;
}

function readTimes(reader: CborReader, header: BatchHeader, path: string, readingsMax: number): Float64Array {
  const count = readHead(reader, MAJOR_ARRAY);
  if (count === 0) throw malformed('a column is empty');
  if (count > readingsMax) throw countMismatch(header.count);
  const spanMs = header.toMs - header.fromMs;
  const timesMs = new Float64Array(count);
  let previous = -1;
  for (let row = 0; row < count; row++) {
    const offsetMs = readHead(reader, MAJOR_UNSIGNED);
    if (offsetMs === previous) {
      throw new DatacarError('READING_DUPLICATE', 'The batch holds a signal at the same time twice', {
        details: { path, timeMs: header.fromMs + offsetMs },
      });
    }
    if (offsetMs < previous) throw malformed('the times of a column are not ascending');
    if (offsetMs >= spanMs) {
      throw new DatacarError('READING_OUT_OF_WINDOW', 'A reading lies outside the window of its batch', {
        details: { path, timeMs: header.fromMs + offsetMs },
      });
    }
    timesMs[row] = header.fromMs + offsetMs;
    previous = offsetMs;
  }
  return timesMs;
}

function readValues(reader: CborReader, path: string, timesMs: Float64Array): BatchColumn {
  const count = timesMs.length;
  if (readHead(reader, MAJOR_ARRAY) !== count) throw malformed('a column has not one value for each time');
  const initial = reader.bytes[reader.offset] ?? 0xff;
  if (initial >> 5 === MAJOR_TEXT >> 5)
    return { path, kind: 'string', timesMs, values: readTexts(reader, count) };
  const values = new Float64Array(count);
  if (initial === FLOAT64) {
    for (let row = 0; row < count; row++) {
      const value = readFloat64(reader);
      if (!Number.isFinite(value) || Object.is(value, -0)) {
        throw new DatacarError(
          'VALUE_INVALID',
          `${Object.is(value, -0) ? '-0' : value} is no value of a signal`,
          {
            details: { path, timeMs: timesMs[row] },
          },
        );
      }
      values[row] = value;
    }
    return { path, kind: 'float', timesMs, values };
  }
  if (initial === SIMPLE_FALSE || initial === SIMPLE_TRUE) {
    for (let row = 0; row < count; row++) values[row] = readBooleanAsNumber(reader);
    return { path, kind: 'boolean', timesMs, values };
  }
  for (let row = 0; row < count; row++) values[row] = readInteger(reader);
  return { path, kind: 'integer', timesMs, values };
}

function readBooleanAsNumber(reader: CborReader): number {
  const byte = reader.bytes[reader.offset];
  if (byte !== SIMPLE_FALSE && byte !== SIMPLE_TRUE)
    throw malformed('the values of a column are of two types');
  reader.offset += 1;
  return byte === SIMPLE_TRUE ? 1 : 0;
}

function readTexts(reader: CborReader, count: number): string[] {
  const values: string[] = [];
  for (let row = 0; row < count; row++) {
    const bytes = readString(reader, MAJOR_TEXT);
    if (bytes.length > MAX_STRING_BYTES) throw malformed(`a text has more than ${MAX_STRING_BYTES} bytes`);
    let value: string;
    try {
      value = decodeUtf8(bytes);
    } catch {
      throw malformed('a text is not UTF-8');
    }
    if (value.normalize('NFC') !== value) throw malformed('a text is not in normalisation form C');
    values.push(value);
  }
  return values;
}

function countMismatch(count: number): DatacarError {
  return new DatacarError(
    'COUNT_MISMATCH',
    `The batch does not hold the ${count} readings that its header states`,
  );
}

function malformed(reason: string): DatacarError {
  return new DatacarError('BATCH_MALFORMED', `The batch is malformed: ${reason}`);
}
