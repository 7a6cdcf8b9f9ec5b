// SPDX-License-Identifier: Apache-2.0
import { aes256CtrKeyStream, sha256Into } from '#crypto';
import { encodeUtf8 } from '../encoding/encodeUtf8.ts';
import type { BatchColumn } from './BatchColumn.ts';
import { MAX_PATH_BYTES, MAX_STRING_BYTES } from './batchLimits.ts';
import {
  type CborWriter,
  createCborWriter,
  MAJOR_ARRAY,
  MAJOR_TEXT,
  writeBoolean,
  writeFloat64,
  writeHead,
  writeInteger,
  writeString,
} from './CborWriter.ts';
import { HASH_BYTES } from './merkleHashes.ts';

export const SALT_BYTES = 16;

/** Prefix, salt, head of the array, path and its head, time, value and its head. */
const LEAF_BYTES_MAX = 1 + SALT_BYTES + 1 + 3 + MAX_PATH_BYTES + 9 + 9 + MAX_STRING_BYTES;

/** RFC 6962 leaf prefix, then salt, then CBOR `[path, timeMs, value]`; written again for every leaf. */
const writer = createCborWriter(LEAF_BYTES_MAX);

/**
 * The leaf hashes of a batch, 32 bytes each in a row, in the order of the leaves: column by column. The
 * salt of leaf i is block i of the AES-256-CTR key stream under the batch secret.
 */
export function hashColumns(columns: readonly BatchColumn[], secret: Uint8Array): Uint8Array {
  let count = 0;
  for (const column of columns) count += column.timesMs.length;
  const salts = aes256CtrKeyStream(secret, count * SALT_BYTES);
  const hashes = new Uint8Array(count * HASH_BYTES);
  let index = 0;
  for (const column of columns) {
    hashColumn(column, salts, hashes, index);
    index += column.timesMs.length;
  }
  return hashes;
}

function hashColumn(column: BatchColumn, salts: Uint8Array, hashes: Uint8Array, firstIndex: number): void {
  const { bytes } = writer;
  writer.offset = 1 + SALT_BYTES;
  writeHead(writer, MAJOR_ARRAY, 3);
  writeString(writer, MAJOR_TEXT, encodeUtf8(column.path));
  const offsetAfterPath = writer.offset;
  // Leaves of one signal mostly have one length, and making a view costs as much as a third of a hash.
  let leaf = bytes.subarray(0, 0);
  for (let row = 0; row < column.timesMs.length; row++) {
    const index = firstIndex + row;
    for (let byte = 0; byte < SALT_BYTES; byte++)
      bytes[1 + byte] = salts[SALT_BYTES * index + byte] as number;
    writer.offset = offsetAfterPath;
    writeInteger(writer, column.timesMs[row] as number);
    writeColumnValue(writer, column, row);
    if (leaf.length !== writer.offset) leaf = bytes.subarray(0, writer.offset);
    sha256Into(leaf, hashes, HASH_BYTES * index);
  }
}

/** Writes the value of one row as its column's kind says. */
export function writeColumnValue(target: CborWriter, column: BatchColumn, row: number): void {
  if (column.kind === 'float') writeFloat64(target, column.values[row] as number);
  else if (column.kind === 'integer') writeInteger(target, column.values[row] as number);
  else if (column.kind === 'boolean') writeBoolean(target, column.values[row] === 1);
  else writeString(target, MAJOR_TEXT, encodeUtf8(column.values[row] as string));
}
