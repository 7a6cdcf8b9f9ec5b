// SPDX-License-Identifier: Apache-2.0

import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { damagedError } from '../internal/files/storageError.ts';
import { openGroupWriter } from '../internal/records/groupWriter.ts';
import { openSegments, type Segment } from '../internal/records/openSegments.ts';
import { decodePayload } from '../internal/records/recordPayload.ts';
import { readFully, type ScannedRecord, scanSegment } from '../internal/records/scanSegment.ts';
import {
  decodeRecordHeader,
  encodeRecord,
  RECORD_BYTES_MAX,
  RECORD_HEADER_BYTES,
  recordHash,
  SEGMENT_HEADER_BYTES,
} from '../internal/records/segmentFormat.ts';
import { type StoreLogger, silentLogger } from '../StoreLogger.ts';
import type { BatchLog, LogEntry } from './BatchLog.ts';

const DEFAULT_MAX_SEGMENT_BYTES = 64 * 1024 * 1024;
/** Most records fit into the first read. */
const READ_AHEAD_BYTES = 16 * 1024;

export interface OpenBatchLogOptions {
  /** Made when missing, mode 0700. */
  directory: string;
  /** A segment that has grown beyond it is followed by a new one. Default 64 MiB: the last one is read at start. */
  maxSegmentBytes?: number;
}

/**
 * Opens the batch log: cuts a torn last record and refuses a damaged one. One process may have it open.
 *
 * @throws DatacarError `STORAGE_DAMAGED` with file and offset
 */
export async function openBatchLog(
  { directory, maxSegmentBytes = DEFAULT_MAX_SEGMENT_BYTES }: OpenBatchLogOptions,
  { logger = silentLogger }: { logger?: StoreLogger } = {},
): Promise<BatchLog> {
  const { segments, tail } = await openSegments(directory, logger);
  const writer = await openGroupWriter({ directory, segments, tail, maxSegmentBytes }, { logger });

  return {
    async append(record, { isLeaf }) {
      const buffer = encodeRecord(record);
      if (buffer.length > RECORD_BYTES_MAX) {
        throw new DatacarError(
          'BATCH_TOO_LARGE',
          `A record of ${buffer.length} bytes is too large to store.`,
        );
      }
      return writer.append(buffer, isLeaf);
    },
    read: (position) => readAt(segments, position),
    readFrom: (position) => readEntries(segments, position),
    get position() {
      return endOf(segments);
    },
    get leafCount() {
      return writer.leafCount;
    },
    get sizeBytes() {
      return endOf(segments) + segments.length * SEGMENT_HEADER_BYTES;
    },
    verify: () => verify(segments),
    close: () => writer.close(),
  };
}

function endOf(segments: readonly Segment[]): number {
  const last = segments.at(-1);
  return last === undefined ? 0 : last.base + last.length;
}

/** The segment that holds a position: the last one that starts at or before it. */
function segmentAt(segments: readonly Segment[], position: number): Segment {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((segments[middle]?.base ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  const segment = segments[low];
  if (segment === undefined || position < 0 || position >= segment.base + segment.length) {
    throw new DatacarError('NOT_FOUND', `The batch log has no record at position ${position}.`);
  }
  return segment;
}

async function readAt(segments: readonly Segment[], position: number): Promise<LogEntry> {
  const segment = segmentAt(segments, position);
  const offset = SEGMENT_HEADER_BYTES + position - segment.base;
  const available = SEGMENT_HEADER_BYTES + segment.length - offset;
  const handle = await open(segment.path, 'r');
  try {
    let record = await readFully(handle, offset, Math.min(READ_AHEAD_BYTES, available));
    const header = record.length < RECORD_HEADER_BYTES ? undefined : decodeRecordHeader(record);
    const length = RECORD_HEADER_BYTES + (header?.payloadBytes ?? 0);
    if (header === undefined || length > available) {
      throw damagedError(segment.path, 'there is no whole record', { offset });
    }
    if (length > record.length) record = await readFully(handle, offset, length);
    record = record.subarray(0, length);
    if (crc32(record.subarray(RECORD_HEADER_BYTES)) !== header.payloadChecksum) {
      throw damagedError(segment.path, 'the checksum of a record does not match', { offset });
    }
    return toEntry(segment, { offset, header, record });
  } finally {
    await handle.close();
  }
}

async function* readEntries(segments: readonly Segment[], from: number): AsyncGenerator<LogEntry> {
  const end = endOf(segments);
  let position = from;
  while (position < end) {
    const segment = segmentAt(segments, position);
    const scan = scanSegment({
      path: segment.path,
      from: SEGMENT_HEADER_BYTES + position - segment.base,
      to: SEGMENT_HEADER_BYTES + Math.min(segment.length, end - segment.base),
      ...(position === segment.base ? { previousHash: segment.previousHash } : {}),
    });
    for await (const scanned of scan) {
      const entry = toEntry(segment, scanned);
      yield entry;
      position = entry.nextPosition;
    }
  }
}

function toEntry(segment: Segment, { offset, header, record }: ScannedRecord): LogEntry {
  const position = segment.base + offset - SEGMENT_HEADER_BYTES;
  try {
    return {
      position,
      nextPosition: position + record.length,
      leafIndex: header.leafIndex,
      record: decodePayload(header.type, record.subarray(RECORD_HEADER_BYTES)),
    };
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    throw damagedError(segment.path, what, { offset, cause });
  }
}

async function verify(segments: readonly Segment[]): Promise<{ records: number; bytes: number }> {
  let records = 0;
  let bytes = 0;
  let previousHash: Buffer | undefined;
  for (const segment of segments) {
    if (previousHash !== undefined && !previousHash.equals(segment.previousHash)) {
      throw damagedError(segment.path, 'it does not link to the segment before it', { offset: 0 });
    }
    previousHash = segment.previousHash;
    const to = SEGMENT_HEADER_BYTES + segment.length;
    for await (const scanned of scanSegment({ path: segment.path, to, previousHash })) {
      toEntry(segment, scanned);
      previousHash = recordHash(scanned.record);
      records += 1;
      bytes += scanned.record.length;
    }
  }
  return { records, bytes };
}
