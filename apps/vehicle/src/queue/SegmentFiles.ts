// SPDX-License-Identifier: Apache-2.0
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type FrameFile, openFrameFile } from './FrameFile.ts';
import { decodeQueueItems, encodeQueueItems, type QueueItem, type QueueRecord } from './QueueRecord.ts';
import type { WirePlace } from './QueueState.ts';

export type TakeRecord = (record: QueueRecord, place: WirePlace) => void;

interface Segment {
  number: number;
  file: FrameFile;
}

/** The row of files that a queue is written to; each holds frames of records. */
export interface SegmentFiles {
  /** Bytes cut off as torn while opening. */
  bytesCut: number;
  sizeBytes(): number;
  /** Size of the newest segment; undefined when there is none. */
  newestSizeBytes(): number | undefined;
  /** Starts a new segment, unless the newest one is still empty. */
  start(): Promise<void>;
  /** Writes items as one synced frame to the newest segment, then hands each record on. */
  append(items: readonly QueueItem[]): Promise<void>;
  /** Removes the oldest segments for which `isNeeded` is false, up to the first that is needed; never the newest. */
  removeOldest(isNeeded: (segment: number) => boolean): Promise<void>;
  /** The oldest segments that have to go so that `bytesMax` is kept; never the newest. */
  oldestBeyond(bytesMax: number): number[];
  read(place: WirePlace): Promise<Buffer>;
  close(): Promise<void>;
}

const fileName = (number: number): string => `${String(number).padStart(10, '0')}.dcq`;

/** The numbers of the segments in a folder, ascending. */
export async function listSegments(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => /^\d{10}\.dcq$/.test(name))
    .map((name) => Number.parseInt(name, 10))
    .sort((a, b) => a - b);
}

/** Opens every segment of a folder in order and hands their records to `take`. */
export async function openSegmentFiles(folder: string, take: TakeRecord): Promise<SegmentFiles> {
  const segments: Segment[] = [];
  let bytesCut = 0;

  const handOn = (payload: Buffer, segment: number, offset: number): void => {
    for (const { record, bytesOffset, bytesLength } of decodeQueueItems(payload))
      take(record, { segment, offset: offset + bytesOffset, length: bytesLength });
  };
  const openOne = async (number: number): Promise<void> => {
    const opened = await openFrameFile(join(folder, fileName(number)));
    segments.push({ number, file: opened.file });
    bytesCut += opened.bytesCut;
    for (const { payload, offset } of opened.frames) handOn(payload, number, offset);
  };
  const newest = (): Segment => {
    const segment = segments.at(-1);
    if (segment === undefined) throw new Error('a queue without a segment');
    return segment;
  };

  const close = async (): Promise<void> => {
    for (const { file } of segments) await file.close();
  };

  try {
    for (const number of await listSegments(folder)) await openOne(number);
  } catch (error) {
    await close();
    throw error;
  }

  return {
    bytesCut,
    sizeBytes: () => segments.reduce((sum, { file }) => sum + file.sizeBytes(), 0),
    newestSizeBytes: () => segments.at(-1)?.file.sizeBytes(),
    start: async () => {
      const last = segments.at(-1);
      if (last?.file.sizeBytes() !== 0) await openOne((last?.number ?? -1) + 1);
    },
    append: async (items) => {
      const payload = encodeQueueItems(items);
      const { number, file } = newest();
      handOn(payload, number, await file.append(payload, { sync: true }));
    },
    removeOldest: async (isNeeded) => {
      for (let oldest = segments[0]; segments.length > 1 && oldest !== undefined; oldest = segments[0]) {
        if (isNeeded(oldest.number)) return;
        segments.shift();
        await oldest.file.close();
        await rm(oldest.file.path, { force: true });
      }
    },
    oldestBeyond: (bytesMax) => {
      let bytes = segments.reduce((sum, { file }) => sum + file.sizeBytes(), 0);
      const beyond: number[] = [];
      for (const { number, file } of segments.slice(0, -1)) {
        if (bytes <= bytesMax) break;
        beyond.push(number);
        bytes -= file.sizeBytes();
      }
      return beyond;
    },
    read: async ({ segment, offset, length }) => {
      const found = segments.find(({ number }) => number === segment);
      if (found === undefined) throw new Error(`segment ${segment} is gone`);
      return found.file.read(offset, length);
    },
    close,
  };
}
