// SPDX-License-Identifier: Apache-2.0
import type { QueueEntry, StreamQueue } from '../queue/StreamQueue.ts';

/** Of batches on their way, for a stream with large ones. */
const WINDOW_BYTES_MAX = 4 * 1024 * 1024;

/** Which batches of a queue are on their way, and which one is next. */
export interface SendWindow {
  /** The next batch that waits, oldest first; undefined when none does or `batchesMax` are on their way. */
  next(batchesMax: number): QueueEntry | undefined;
  /** Begins again with the oldest. */
  restart(): void;
  begin(entry: QueueEntry): void;
  end(entry: QueueEntry): void;
  isEmpty(): boolean;
}

export function createSendWindow(queue: StreamQueue): SendWindow {
  const inFlight = new Set<number>();
  let bytes = 0;
  let cursor = queue.firstSequence();

  const findFromCursor = (): QueueEntry | undefined => {
    while (cursor < queue.head().sequence) {
      const entry = queue.get(cursor);
      cursor += 1;
      if (entry?.state === 'waiting' && !inFlight.has(entry.sequence)) return entry;
    }
    return undefined;
  };

  return {
    next: (batchesMax) => {
      if (inFlight.size >= batchesMax || bytes >= WINDOW_BYTES_MAX) return undefined;
      const found = findFromCursor();
      if (found !== undefined || queue.counts().waiting <= inFlight.size) return found;
      // A batch behind the cursor waits once more, because the server has lost it.
      cursor = queue.firstSequence();
      return findFromCursor();
    },
    restart: () => {
      cursor = queue.firstSequence();
    },
    begin: ({ sequence, wireBytes }) => {
      inFlight.add(sequence);
      bytes += wireBytes;
    },
    end: ({ sequence, wireBytes }) => {
      inFlight.delete(sequence);
      bytes -= wireBytes;
    },
    isEmpty: () => inFlight.size === 0,
  };
}
