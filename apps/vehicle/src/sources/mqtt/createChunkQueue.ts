// SPDX-License-Identifier: Apache-2.0
import type { SourceChunk } from '../Source.ts';

/** Readings that wait for a slow consumer: some minutes of a busy car, a few megabytes. */
export const BACKLOG_MAX_READINGS = 50_000;
const REFUSALS_MAX = 1_000;

export interface ChunkQueue {
  /** Adds to what waits. When too much waits, the new readings are dropped and that is reported. */
  push(chunk: SourceChunk): void;
  /** Everything that waits, or `undefined` at the end; waits when nothing does. */
  take(): Promise<SourceChunk | undefined>;
  /** What waits is still given, then the end. */
  close(): void;
}

export function emptyChunk(): SourceChunk {
  return { rowsRead: 0, readings: [], refusedRows: [], refusedReadings: [] };
}

/** Lets messages that come when they want meet a consumer that reads when it can. */
export function createChunkQueue(): ChunkQueue {
  let waiting = emptyChunk();
  let dropped = 0;
  let isClosed = false;
  let wake = (): void => {};

  const isEmpty = () => waiting.rowsRead === 0 && waiting.refusedReadings.length === 0;

  const takeNow = (): SourceChunk => {
    const taken = waiting;
    if (dropped > 0) {
      taken.refusedReadings.push({
        code: 'OVERLOADED',
        message: `${dropped} readings or refusals were dropped, because they came faster than they could be kept.`,
      });
    }
    waiting = emptyChunk();
    dropped = 0;
    return taken;
  };

  return {
    push({ rowsRead, readings, refusedReadings }) {
      if (isClosed) return;
      waiting.rowsRead += rowsRead;
      const hasRoom = waiting.readings.length + readings.length <= BACKLOG_MAX_READINGS;
      if (hasRoom) waiting.readings.push(...readings);
      else dropped += readings.length;
      if (waiting.refusedReadings.length + refusedReadings.length <= REFUSALS_MAX) {
        waiting.refusedReadings.push(...refusedReadings);
      } else dropped += refusedReadings.length;
      wake();
    },
    async take() {
      while (isEmpty() && !isClosed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return isEmpty() ? undefined : takeNow();
    },
    close() {
      isClosed = true;
      wake();
    },
  };
}
