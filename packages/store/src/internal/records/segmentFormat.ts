// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { LogRecord } from '../../records/LogRecord.ts';
import { encodePayload, recordTypes } from './recordPayload.ts';

/*
 * A segment: header, then records back to back. Integers are little-endian.
 *
 *   segment header   magic 16 | base position 6 | leaves before 6 | hash of the record before 32 | CRC-32 4
 *   record           CRC-32 of the rest of the record header 4 | payload length 4 | CRC-32 of the payload 4 |
 *                    type 1 | version 1 | leaf index + 1, or 0, 6 | hash of the record before 32 | payload
 *
 * The record header has a checksum of its own, so that a damaged length is never taken for a torn end.
 */
const MAGIC = Buffer.from('datacar batches\n');
export const SEGMENT_HEADER_BYTES = 64;
export const RECORD_HEADER_BYTES = 52;
const VERSION = 1;

/** A batch is at most 1 MiB on the wire; this is far above every record and far below what a damaged length says. */
export const RECORD_BYTES_MAX = 16 * 1024 * 1024;

/** Hash before the first record of all. */
export const GENESIS_HASH = Buffer.alloc(32);

export interface SegmentHeader {
  /** Position of its first record. */
  base: number;
  leafCount: number;
  previousHash: Buffer;
}

export function encodeSegmentHeader({ base, leafCount, previousHash }: SegmentHeader): Buffer {
  const header = Buffer.alloc(SEGMENT_HEADER_BYTES);
  MAGIC.copy(header, 0);
  header.writeUIntLE(base, 16, 6);
  header.writeUIntLE(leafCount, 22, 6);
  previousHash.copy(header, 28);
  header.writeUInt32LE(crc32(header.subarray(0, 60)), 60);
  return header;
}

/** Undefined when the bytes are not a whole segment header. */
export function decodeSegmentHeader(header: Buffer): SegmentHeader | undefined {
  if (header.length < SEGMENT_HEADER_BYTES) return undefined;
  if (!header.subarray(0, 16).equals(MAGIC)) return undefined;
  if (header.readUInt32LE(60) !== crc32(header.subarray(0, 60))) return undefined;
  return {
    base: header.readUIntLE(16, 6),
    leafCount: header.readUIntLE(22, 6),
    previousHash: Buffer.from(header.subarray(28, 60)),
  };
}

/** A whole record whose header is still empty: it is filled by `sealRecord` when its place is known. */
export function encodeRecord(record: LogRecord): Buffer {
  const buffer = Buffer.concat([Buffer.alloc(RECORD_HEADER_BYTES), ...encodePayload(record)]);
  buffer.writeUInt32LE(buffer.length - RECORD_HEADER_BYTES, 4);
  buffer.writeUInt32LE(crc32(buffer.subarray(RECORD_HEADER_BYTES)), 8);
  buffer[12] = recordTypes[record.type];
  buffer[13] = VERSION;
  return buffer;
}

/** Gives an encoded record its place in the chain of records. Returns its hash. */
export function sealRecord(
  buffer: Buffer,
  { leafIndex, previousHash }: { leafIndex: number | undefined; previousHash: Buffer },
): Buffer {
  buffer.writeUIntLE(leafIndex === undefined ? 0 : leafIndex + 1, 14, 6);
  previousHash.copy(buffer, 20);
  buffer.writeUInt32LE(crc32(buffer.subarray(4, RECORD_HEADER_BYTES)), 0);
  return recordHash(buffer);
}

export function recordHash(record: Buffer): Buffer {
  return Buffer.from(hash('sha256', record, 'binary'), 'latin1');
}

export interface RecordHeader {
  payloadBytes: number;
  payloadChecksum: number;
  type: number;
  leafIndex: number | undefined;
  previousHash: Buffer;
}

/** Undefined when the checksum, the version or the length is wrong. `header` has RECORD_HEADER_BYTES at least. */
export function decodeRecordHeader(header: Buffer): RecordHeader | undefined {
  if (header.readUInt32LE(0) !== crc32(header.subarray(4, RECORD_HEADER_BYTES))) return undefined;
  const payloadBytes = header.readUInt32LE(4);
  if (payloadBytes > RECORD_BYTES_MAX || header[13] !== VERSION) return undefined;
  const leaf = header.readUIntLE(14, 6);
  return {
    payloadBytes,
    payloadChecksum: header.readUInt32LE(8),
    type: header[12] ?? 0,
    leafIndex: leaf === 0 ? undefined : leaf - 1,
    previousHash: header.subarray(20, RECORD_HEADER_BYTES),
  };
}
