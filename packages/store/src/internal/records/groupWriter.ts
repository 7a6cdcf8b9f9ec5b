// SPDX-License-Identifier: Apache-2.0

import { type FileHandle, open } from 'node:fs/promises';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Appended } from '../../records/BatchLog.ts';
import type { StoreLogger } from '../../StoreLogger.ts';
import { isFull, storageError } from '../files/storageError.ts';
import { createSegment, type LogTail, type Segment } from './openSegments.ts';
import { SEGMENT_HEADER_BYTES, sealRecord } from './segmentFormat.ts';

/** Appends that wait for the disk; above it the disk is slower than the input and the input must wait. */
export const PENDING_BYTES_MAX = 64 * 1024 * 1024;
/** One write: large enough that the sync is shared by many, small enough that the first need not wait for long. */
const GROUP_BYTES_MAX = 4 * 1024 * 1024;

interface Pending {
  record: Buffer;
  isLeaf: boolean;
  resolve(appended: Appended): void;
  reject(error: DatacarError): void;
}

export interface GroupWriterOptions {
  directory: string;
  segments: Segment[];
  tail: LogTail;
  maxSegmentBytes: number;
}

export interface GroupWriter {
  append(record: Buffer, isLeaf: boolean): Promise<Appended>;
  /** Number of durable leaves. */
  readonly leafCount: number;
  close(): Promise<void>;
}

/** Writes waiting records together, syncs once, and only then tells those who wait. */
export async function openGroupWriter(
  { directory, segments, tail, maxSegmentBytes }: GroupWriterOptions,
  { logger }: { logger: StoreLogger },
): Promise<GroupWriter> {
  let segment = lastOf(segments);
  let handle = await open(segment.path, 'r+');
  let { leafCount, previousHash } = tail;
  let pending: Pending[] = [];
  let pendingBytes = 0;
  let failure: DatacarError | undefined;
  let writing: Promise<void> | undefined;

  function append(record: Buffer, isLeaf: boolean): Promise<Appended> {
    if (failure !== undefined) return Promise.reject(failure);
    if (pendingBytes + record.length > PENDING_BYTES_MAX) return Promise.reject(overloaded());
    return new Promise((resolve, reject) => {
      pending.push({ record, isLeaf, resolve, reject });
      pendingBytes += record.length;
      writing ??= writeAll();
    });
  }

  async function writeAll(): Promise<void> {
    while (pending.length > 0) {
      const group = takeGroup();
      try {
        await startSegmentIfFull();
        await writeGroup(group);
      } catch (error) {
        refuse([...group, ...takeRest()], error);
      }
    }
    // In the same turn as the last look at `pending`: an append after it starts a new round.
    writing = undefined;
  }

  function takeGroup(): Pending[] {
    let count = 0;
    let bytes = 0;
    while (count < pending.length && (count === 0 || bytes < GROUP_BYTES_MAX)) {
      bytes += pending[count]?.record.length ?? 0;
      count += 1;
    }
    pendingBytes -= bytes;
    return pending.splice(0, count);
  }

  function takeRest(): Pending[] {
    const rest = pending;
    pending = [];
    pendingBytes = 0;
    return rest;
  }

  async function startSegmentIfFull(): Promise<void> {
    if (segment.length < maxSegmentBytes) return;
    const next = await createSegment(directory, {
      base: segment.base + segment.length,
      leafCount,
      previousHash,
    });
    const nextHandle = await open(next.path, 'r+');
    await handle.close();
    handle = nextHandle;
    segment = next;
    segments.push(next);
  }

  async function writeGroup(group: readonly Pending[]): Promise<void> {
    let position = segment.base + segment.length;
    let leaves = leafCount;
    let link = previousHash;
    const answers = group.map(({ record, isLeaf }) => {
      const appended = {
        position,
        leafIndex: isLeaf ? leaves : undefined,
        nextPosition: position + record.length,
      };
      link = sealRecord(record, { leafIndex: appended.leafIndex, previousHash: link });
      position += record.length;
      if (isLeaf) leaves += 1;
      return appended;
    });
    await writeDurably(Buffer.concat(group.map(({ record }) => record)));
    segment.length = position - segment.base;
    leafCount = leaves;
    previousHash = link;
    for (const [index, appended] of answers.entries()) group[index]?.resolve(appended);
  }

  async function writeDurably(bytes: Buffer): Promise<void> {
    const end = SEGMENT_HEADER_BYTES + segment.length;
    try {
      await writeFully(handle, bytes, end);
    } catch (error) {
      // The rest of a record that did not fit must not stay in front of the next one.
      await handle.truncate(end).catch(fail);
      throw error;
    }
    // After a failed sync nobody knows what the disk holds, so trying again would be a lie.
    await handle.datasync().catch(fail);
  }

  function fail(error: unknown): never {
    failure = new DatacarError(
      'STORAGE_FAILED',
      `Syncing ${segment.path} failed, so nothing more is accepted; check the disk and restart.`,
      { details: { file: segment.path, code: (error as NodeJS.ErrnoException).code }, cause: error },
    );
    throw failure;
  }

  function refuse(refused: readonly Pending[], cause: unknown): void {
    const error = failure ?? storageError(cause, segment.path);
    // Anything but a full disk leaves the file in a state that only a restart can tell.
    if (!isFull(cause)) failure ??= error;
    logger.error({ code: error.code, records: refused.length }, error.shortMessage);
    for (const { reject } of refused) reject(error);
  }

  return {
    append,
    get leafCount() {
      return leafCount;
    },
    async close() {
      failure ??= new DatacarError('STARTING', 'The batch log is closed; the server is stopping.');
      await writing;
      await handle.close();
    },
  };
}

function overloaded(): DatacarError {
  return new DatacarError('OVERLOADED', 'The disk is slower than what comes in; send again in a moment.', {
    details: { pendingBytesMax: PENDING_BYTES_MAX },
  });
}

/** A write may be cut short by a full disk without an error; the next call then says why. */
async function writeFully(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
}

function lastOf(segments: readonly Segment[]): Segment {
  const segment = segments.at(-1);
  if (segment === undefined) throw new RangeError('a batch log has at least one segment');
  return segment;
}
