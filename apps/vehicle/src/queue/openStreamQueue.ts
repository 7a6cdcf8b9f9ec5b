// SPDX-License-Identifier: Apache-2.0
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { syncFolder } from '../folder/writeFileDurably.ts';
import { createGroupWriter } from './createGroupWriter.ts';
import { openFrameFile } from './FrameFile.ts';
import { appendGaps } from './gapLog.ts';
import { type QueueItem, queueItem, type StreamHead } from './QueueRecord.ts';
import { applyRecord, createQueueState, type QueueState } from './QueueState.ts';
import { listSegments, openSegmentFiles, type SegmentFiles } from './SegmentFiles.ts';
import type { GapEvidence, QueueEntry, SignedBatch, StreamQueue } from './StreamQueue.ts';

/** A month of a car that says 13 signals a second, at 12 kB a minute. */
export const QUEUE_BYTES_MAX = 512 * 1024 * 1024;
/** What is dropped at once when the disk limit is reached: some 10 hours of the same car. */
export const SEGMENT_BYTES = 8 * 1024 * 1024;
/** The head of a stream in which nothing was signed yet. */
export const EMPTY_HEAD: StreamHead = { sequence: 0, previousHash: '0'.repeat(64), toMs: 0, nextByMs: 0 };

export interface OpenStreamQueueParameters {
  folder: string;
  /** Where the stream stands when this folder never had a queue; without it, such a folder is an error. */
  initialHead?: StreamHead;
  queueBytesMax?: number;
  segmentBytes?: number;
}

export interface StreamQueueDependencies {
  /** Milliseconds since the epoch. */
  clock(): number;
}

/** Whether a folder has a queue. */
export async function hasStreamQueue(folder: string): Promise<boolean> {
  const [first] = await listSegments(folder);
  if (first === undefined) return false;
  const { file, frames } = await openFrameFile(join(folder, `${String(first).padStart(10, '0')}.dcq`));
  await file.close();
  // Without a frame, a crash interrupted the making of the queue, before anything could be signed.
  return frames.length > 0;
}

/**
 * Opens the queue of one stream, or makes it with `initialHead`. It is a row of segments, files of checksummed frames;
 * each begins with the stream's head, so that older ones can go as soon as nothing in them is needed any more.
 *
 * @throws DatacarError QUEUE_DAMAGED
 */
export async function openStreamQueue(
  {
    folder,
    initialHead,
    queueBytesMax = QUEUE_BYTES_MAX,
    segmentBytes = SEGMENT_BYTES,
  }: OpenStreamQueueParameters,
  { clock }: StreamQueueDependencies,
): Promise<StreamQueue> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const state = createQueueState();
  const files = await openSegmentFiles(folder, (record, place) => applyRecord(state, record, place));

  const startSegment = async (): Promise<void> => {
    await files.start();
    await files.append([queueItem({ kind: 'head', ...headOf(state), totals: state.totals })]);
  };
  const removeOldSegments = (): Promise<void> =>
    files.removeOldest((segment) => (state.keptBySegment.get(segment) ?? 0) > 0);

  if (state.head === undefined) {
    if (initialHead === undefined || files.sizeBytes() > 0) {
      await files.close();
      throw headlessError(folder);
    }
    state.head = initialHead;
    await startSegment();
    await syncFolder(folder);
  }
  await removeOldSegments();
  for (const entry of state.entries.values()) entry.mayBeKnown = true;

  const writer = createGroupWriter<QueueItem>(async (items) => {
    const newestBytes = files.newestSizeBytes() ?? 0;
    if (newestBytes === 0 || newestBytes >= segmentBytes) await startSegment();
    await files.append(items);
    await removeOldSegments();
  });
  return createStreamQueue({
    folder,
    queueBytesMax,
    state,
    files,
    write: writer.write,
    settle: writer.settle,
    clock,
  });
}

interface StreamQueueParts {
  folder: string;
  queueBytesMax: number;
  state: QueueState;
  files: SegmentFiles;
  write(items: readonly QueueItem[]): Promise<void>;
  settle(): Promise<void>;
  clock(): number;
}

function createStreamQueue({
  folder,
  queueBytesMax,
  state,
  files,
  write,
  settle,
  clock,
}: StreamQueueParts): StreamQueue {
  let firstKept = state.entries.keys().next().value ?? headOf(state).sequence;
  /** Sequences whose fate is being written, so that each is decided once. */
  const settling = new Set<number>();
  const isOpen = (sequence: number): boolean =>
    state.entries.get(sequence)?.state === 'waiting' && !settling.has(sequence);

  const settleOne = async <Result>(sequence: number, decide: () => Promise<Result>): Promise<Result> => {
    settling.add(sequence);
    try {
      return await decide();
    } finally {
      settling.delete(sequence);
    }
  };

  /** Makes room for more bytes: what stands in the oldest segments becomes gaps, on evidence. */
  const dropOldest = async (bytesNeeded: number): Promise<{ gaps: GapEvidence[]; items: QueueItem[] }> => {
    const segments = new Set(files.oldestBeyond(queueBytesMax - bytesNeeded));
    const dropped =
      segments.size === 0
        ? []
        : [...state.entries.values()].filter((entry) => segments.has(entry.place.segment));
    const code = 'QUEUE_FULL';
    const message = `The queue reached its limit of ${queueBytesMax} bytes before this batch could be sent.`;
    const lost = dropped.filter(({ sequence }) => isOpen(sequence));
    for (const { sequence } of lost) settling.add(sequence);
    const gaps = lost.map((entry) => evidenceOf(entry, { code, message, atMs: clock() }));
    await appendGaps(folder, gaps);
    const items = dropped.map(({ sequence }) =>
      queueItem({ kind: 'gap', sequence, code, isLost: lost.some((entry) => entry.sequence === sequence) }),
    );
    return { gaps, items };
  };

  return {
    folder,
    bytesCut: files.bytesCut,
    head: () => headOf(state),
    totals: () => state.totals,
    counts: () => ({ ...state.counts }),
    bytesOnDisk: files.sizeBytes,
    firstSequence: () => {
      while (firstKept < headOf(state).sequence && !state.entries.has(firstKept)) firstKept += 1;
      return firstKept;
    },
    get: (sequence) => state.entries.get(sequence),
    append: async (batches) => {
      requireFollows(headOf(state), batches);
      const { gaps, items } = await dropOldest(batches.reduce((sum, { wire }) => sum + wire.length, 0));
      try {
        await write([...items, ...batches.map(batchItem)]);
      } finally {
        for (const { sequence } of gaps) settling.delete(sequence);
      }
      return gaps;
    },
    acknowledge: async ({ acknowledgement, ...facts }) => {
      if (!isOpen(facts.sequence)) return;
      const isRepeat = state.entries.get(facts.sequence)?.wasAcknowledged === true;
      const encoded = Buffer.from(acknowledgement).toString('base64url');
      await settleOne(facts.sequence, () =>
        write([queueItem({ kind: 'acknowledged', ...facts, acknowledgement: encoded, isRepeat })]),
      );
    },
    include: (batches) =>
      write(batches.map(({ sequence, logIndex }) => queueItem({ kind: 'included', sequence, logIndex }))),
    abandon: async (sequence, reason) => {
      const entry = state.entries.get(sequence);
      if (entry === undefined || !isOpen(sequence)) return undefined;
      const gap = evidenceOf(entry, { ...reason, atMs: clock() });
      return settleOne(sequence, async () => {
        await appendGaps(folder, [gap]);
        await write([queueItem({ kind: 'gap', sequence, code: reason.code, isLost: true })]);
        return gap;
      });
    },
    requeue: (sequence) => {
      const entry = state.entries.get(sequence);
      if (entry?.state !== 'acknowledged') return;
      entry.state = 'waiting';
      entry.wasAcknowledged = true;
      state.counts.acknowledged -= 1;
      state.counts.waiting += 1;
    },
    readWire: async (sequence) => {
      const entry = state.entries.get(sequence);
      if (entry === undefined) throw new Error(`batch ${sequence} is not in the queue any more`);
      return files.read(entry.place);
    },
    close: async () => {
      await settle();
      await files.close();
    },
  };
}

function headOf({ head }: QueueState): StreamHead {
  if (head === undefined) throw new Error('a queue without a head');
  return head;
}

function batchItem({ wire, header, previousHash: _, ...facts }: SignedBatch): QueueItem {
  return queueItem({ kind: 'batch', ...facts, header: Buffer.from(header).toString('base64url') }, wire);
}

function evidenceOf(
  { sequence, headerHash, fromMs, toMs, count, header }: QueueEntry,
  reason: { code: string; message: string; atMs: number },
): GapEvidence {
  return { ...reason, sequence, headerHash, fromMs, toMs, count, header };
}

/** A caller that signs out of order has lost track of its stream: nothing of that may reach the disk. */
function requireFollows(head: StreamHead, batches: readonly SignedBatch[]): void {
  let expected = head;
  for (const { sequence, previousHash, headerHash, fromMs, toMs, nextByMs } of batches) {
    if (sequence !== expected.sequence || previousHash !== expected.previousHash || fromMs < expected.toMs)
      throw new Error(`batch ${sequence} does not follow batch ${expected.sequence - 1}`);
    expected = { sequence: sequence + 1, previousHash: headerHash, toMs, nextByMs };
  }
}

function headlessError(folder: string): DatacarError {
  return new DatacarError(
    'QUEUE_DAMAGED',
    `The queue in ${folder} does not say where its stream stands. Restore the folder, or enrol the car again.`,
    { details: { folder } },
  );
}
