// SPDX-License-Identifier: Apache-2.0
import { mkdir, open, readdir, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreLogger } from '../../StoreLogger.ts';
import { damagedError } from '../files/storageError.ts';
import { syncDirectory } from '../files/syncDirectory.ts';
import { readFully, scanSegment } from './scanSegment.ts';
import {
  decodeSegmentHeader,
  encodeSegmentHeader,
  GENESIS_HASH,
  recordHash,
  SEGMENT_HEADER_BYTES,
  type SegmentHeader,
} from './segmentFormat.ts';

export interface Segment extends SegmentHeader {
  path: string;
  /** Bytes of records that are durable, without the segment header. */
  length: number;
}

/** Where the log ends. */
export interface LogTail {
  leafCount: number;
  /** Hash of the last record. */
  previousHash: Buffer;
}

/**
 * Finds the segments, checks that they join, scans the last one whole, and cuts a torn record at its end. Makes
 * the first segment in an empty folder.
 *
 * @throws DatacarError `STORAGE_DAMAGED`
 */
export async function openSegments(
  directory: string,
  logger: StoreLogger,
): Promise<{ segments: Segment[]; tail: LogTail }> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const segments = await listSegments(directory, logger);
  let last = segments.at(-1);
  if (last === undefined) {
    last = await createSegment(directory, { base: 0, leafCount: 0, previousHash: GENESIS_HASH });
    segments.push(last);
  }
  return { segments, tail: await scanTail(last, logger) };
}

/** Makes a segment; it is durable, with its name, when this resolves, and gone when it rejects. */
export async function createSegment(directory: string, header: SegmentHeader): Promise<Segment> {
  const path = join(directory, `${String(header.base).padStart(15, '0')}.log`);
  try {
    const handle = await open(path, 'wx', 0o600);
    try {
      await handle.writeFile(encodeSegmentHeader(header));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await syncDirectory(directory);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { ...header, path, length: 0 };
}

async function listSegments(directory: string, logger: StoreLogger): Promise<Segment[]> {
  const names = (await readdir(directory)).filter((name) => /^\d{15}\.log$/.test(name)).sort();
  const segments: Segment[] = [];
  for (const [index, name] of names.entries()) {
    const path = join(directory, name);
    const { header, size } = await readHeader(path);
    if (header === undefined) {
      // A crash while a segment was being made leaves it without a record: nothing can be lost with it.
      if (index !== names.length - 1 || size > SEGMENT_HEADER_BYTES) {
        throw damagedError(path, 'the segment header does not match its checksum', { offset: 0 });
      }
      logger.warn({ file: path }, 'removed a batch log segment that was never finished');
      await rm(path);
      await syncDirectory(directory);
      break;
    }
    const previous = segments.at(-1);
    const expected = previous === undefined ? 0 : previous.base + previous.length;
    if (header.base !== expected) {
      throw damagedError(path, `it starts at position ${header.base}, the log before it ends at ${expected}`);
    }
    segments.push({ ...header, path, length: size - SEGMENT_HEADER_BYTES });
  }
  return segments;
}

async function readHeader(path: string): Promise<{ header: SegmentHeader | undefined; size: number }> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    return { header: decodeSegmentHeader(await readFully(handle, 0, SEGMENT_HEADER_BYTES)), size };
  } finally {
    await handle.close();
  }
}

async function scanTail(segment: Segment, logger: StoreLogger): Promise<LogTail> {
  let { leafCount, previousHash } = segment;
  let torn: number | undefined;
  const scan = scanSegment({
    path: segment.path,
    previousHash,
    onTorn: (offset) => {
      torn = offset;
    },
  });
  for await (const { header, record, offset } of scan) {
    if (header.leafIndex !== undefined && header.leafIndex !== leafCount) {
      throw damagedError(segment.path, `leaf ${header.leafIndex} stands where ${leafCount} should`, {
        offset,
      });
    }
    if (header.leafIndex !== undefined) leafCount += 1;
    previousHash = recordHash(record);
  }
  if (torn !== undefined) await cutTail(segment, torn, logger);
  return { leafCount, previousHash };
}

async function cutTail(segment: Segment, offset: number, logger: StoreLogger): Promise<void> {
  const bytes = SEGMENT_HEADER_BYTES + segment.length - offset;
  logger.warn({ file: segment.path, offset, bytes }, 'cut a torn record that was never acknowledged');
  await truncate(segment.path, offset);
  const handle = await open(segment.path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  segment.length = offset - SEGMENT_HEADER_BYTES;
}
