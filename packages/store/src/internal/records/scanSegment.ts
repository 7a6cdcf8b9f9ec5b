// SPDX-License-Identifier: Apache-2.0
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { damagedError } from '../files/storageError.ts';
import {
  decodeRecordHeader,
  RECORD_HEADER_BYTES,
  type RecordHeader,
  recordHash,
  SEGMENT_HEADER_BYTES,
} from './segmentFormat.ts';

const CHUNK_BYTES = 1024 * 1024;
/** A file system allocates at least this much at once, so blocks that never reached the disk read as zeros. */
const BLOCK_BYTES = 512;

export interface ScannedRecord {
  /** File offset. */
  offset: number;
  header: RecordHeader;
  /** Header and payload; valid after the next record was read, too. */
  record: Buffer;
}

export interface ScanOptions {
  path: string;
  /** File offset of a record. */
  from?: number;
  /** File offset where to stop; without it the end of the file. */
  to?: number;
  /** Hash that the first record must link to; without it, its link is taken as it stands. */
  previousHash?: Buffer;
  /** Where the file may end within a record: called with the offset of that record, and the scan ends. */
  onTorn?: (offset: number) => void;
}

/**
 * Reads the records of a segment one after the other, checking every checksum and link.
 *
 * @throws DatacarError `STORAGE_DAMAGED`
 */
export async function* scanSegment(options: ScanOptions): AsyncGenerator<ScannedRecord> {
  const { path, from = SEGMENT_HEADER_BYTES, onTorn } = options;
  const handle = await open(path, 'r');
  try {
    const end = options.to ?? (await handle.stat()).size;
    const window = windowOf(handle, end);
    let previousHash = options.previousHash;
    let offset = from;
    while (offset < end) {
      const scanned = await readRecord(window, { path, offset, end });
      if (scanned === 'torn') {
        if (onTorn === undefined) throw damagedError(path, 'the file ends within a record', { offset });
        onTorn(offset);
        return;
      }
      if (previousHash !== undefined && !scanned.header.previousHash.equals(previousHash)) {
        throw damagedError(path, 'a record does not link to the one before it', { offset });
      }
      previousHash = recordHash(scanned.record);
      yield scanned;
      offset += scanned.record.length;
    }
  } finally {
    await handle.close();
  }
}

async function readRecord(
  window: Window,
  { path, offset, end }: { path: string; offset: number; end: number },
): Promise<ScannedRecord | 'torn'> {
  if (end - offset < RECORD_HEADER_BYTES) return 'torn';
  const headerBytes = await window.read(offset, RECORD_HEADER_BYTES);
  const header = decodeRecordHeader(headerBytes);
  if (header === undefined) {
    if (await isZeroTail(window, offset, end)) return 'torn';
    throw damagedError(path, 'the checksum of a record header does not match', { offset });
  }
  const length = RECORD_HEADER_BYTES + header.payloadBytes;
  if (offset + length > end) return 'torn';
  const record = await window.read(offset, length);
  if (crc32(record.subarray(RECORD_HEADER_BYTES)) !== header.payloadChecksum) {
    if (await isZeroTail(window, offset, end)) return 'torn';
    throw damagedError(path, 'the checksum of a record does not match', { offset });
  }
  return { offset, header, record };
}

/** After a power failure the file may have its new length while the last blocks were never written. */
async function isZeroTail(window: Window, offset: number, end: number): Promise<boolean> {
  const from = Math.max(offset, end - BLOCK_BYTES);
  const tail = await window.read(from, end - from);
  return tail.every((byte) => byte === 0);
}

interface Window {
  read(offset: number, length: number): Promise<Buffer>;
}

/** Reads ahead in chunks; each is a buffer of its own, so slices stay valid. */
function windowOf(handle: FileHandle, end: number): Window {
  let chunk: Buffer = Buffer.alloc(0);
  let chunkOffset = 0;
  return {
    async read(offset, length) {
      if (offset < chunkOffset || offset + length > chunkOffset + chunk.length) {
        const size = Math.min(Math.max(CHUNK_BYTES, length), end - offset);
        chunk = await readFully(handle, offset, size);
        chunkOffset = offset;
      }
      return chunk.subarray(offset - chunkOffset, offset - chunkOffset + length);
    },
  };
}

/** Reads exactly `length` bytes, or fewer at the end of the file. */
export async function readFully(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
