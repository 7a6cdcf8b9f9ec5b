// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/*
 * One record in the file, big endian:
 *
 *   0   4  length of the payload
 *   4  32  SHA-256 of the whole record before (zeros for record 0)
 *  36   4  CRC-32 of bytes 0 to 35: a damaged length is never followed
 *  40   n  payload
 *  40+n 4  CRC-32 of bytes 0 to 39+n
 */
export const FRAME_HEADER_BYTES = 40;
export const FRAME_TRAILER_BYTES = 4;
const HEADER_CRC_OFFSET = 36;
const HASH_BYTES = 32;

/** A block of 100,000 transactions is 3.2 MB; a transaction at most 128 kB. */
export const JOURNAL_RECORD_BYTES_MAX = 8 * 1024 * 1024;

/** What record 0 names as the hash of the record before it. */
export const FIRST_PREVIOUS_HASH = '\0'.repeat(HASH_BYTES);

/** SHA-256 as a latin1 string: several times faster in Node than as a buffer. */
export function hashRecord(record: Uint8Array): string {
  return hash('sha256', record, 'latin1' as 'hex');
}

/** @param previousHash Of the whole record before, as `hashRecord` gives it. */
export function frameRecord(payload: Uint8Array, previousHash: string): Buffer {
  const record = Buffer.allocUnsafe(FRAME_HEADER_BYTES + payload.length + FRAME_TRAILER_BYTES);
  record.writeUInt32BE(payload.length, 0);
  record.write(previousHash, 4, HASH_BYTES, 'latin1');
  record.writeUInt32BE(crc32(record.subarray(0, HEADER_CRC_OFFSET)), HEADER_CRC_OFFSET);
  record.set(payload, FRAME_HEADER_BYTES);
  const end = FRAME_HEADER_BYTES + payload.length;
  record.writeUInt32BE(crc32(record.subarray(0, end)), end);
  return record;
}

/** `incomplete`: more bytes are needed. Otherwise what is wrong with the bytes at hand. */
export type UnframedRecord =
  | { state: 'whole'; payload: Buffer; recordBytes: number }
  | { state: 'incomplete'; bytesNeeded: number }
  | { state: 'header' | 'payload' | 'order'; recordBytes: number };

/** Reads the record at the beginning of `bytes`. */
export function unframeRecord(bytes: Buffer, previousHash: string): UnframedRecord {
  if (bytes.length < FRAME_HEADER_BYTES) return { state: 'incomplete', bytesNeeded: FRAME_HEADER_BYTES };
  const length = bytes.readUInt32BE(0);
  const isHeaderRight = crc32(bytes.subarray(0, HEADER_CRC_OFFSET)) === bytes.readUInt32BE(HEADER_CRC_OFFSET);
  if (!isHeaderRight || length > JOURNAL_RECORD_BYTES_MAX) {
    return { state: 'header', recordBytes: FRAME_HEADER_BYTES };
  }
  const end = FRAME_HEADER_BYTES + length;
  const recordBytes = end + FRAME_TRAILER_BYTES;
  if (bytes.length < recordBytes) return { state: 'incomplete', bytesNeeded: recordBytes };
  if (crc32(bytes.subarray(0, end)) !== bytes.readUInt32BE(end)) return { state: 'payload', recordBytes };
  if (bytes.toString('latin1', 4, 4 + HASH_BYTES) !== previousHash) return { state: 'order', recordBytes };
  return { state: 'whole', payload: bytes.subarray(FRAME_HEADER_BYTES, end), recordBytes };
}
