// SPDX-License-Identifier: Apache-2.0
import type { Reading } from '@datacar/core/records/Reading';
import type { EmitEvent } from '@datacar/core/vehicles/AgentEvent';
import {
  type ClosedWindow,
  createLiveBatcher,
  type LiveBatcher,
  type ReadingFate,
} from '../batching/createLiveBatcher.ts';
import { describeFailure } from '../cli/describeFailure.ts';
import { LIVE_STREAM } from '../folder/streamFolder.ts';
import type { ReadingsJournal } from '../queue/openReadingsJournal.ts';
import type { StreamQueue } from '../queue/StreamQueue.ts';
import { sleepUntilAborted } from '../sending/sleepUntilAborted.ts';
import type { SignBatch } from '../signing/createBatchSigner.ts';

/** Windows that may wait for a disk that does not take them; later readings are refused, with an event. */
const UNKEPT_WINDOWS_MAX = 60;
/** How long to wait before a full disk is tried again. */
const DISK_RETRY_MS = 5_000;
/** How often the clock is looked at. */
const TICK_MS = 250;

export interface RecorderParameters {
  vehicle: string;
  queue: StreamQueue;
  journal: ReadingsJournal;
  sign: SignBatch;
  /** Length of a batch; a minute when absent. */
  spanMs?: number | undefined;
}

export interface RecorderDependencies {
  clock(): number;
  emit: EmitEvent;
  /** Called when there is something to send. */
  onBatch(): void;
}

export type RecordFate = ReadingFate | 'full';

/** Turns what the sources of a car say into signed batches on the disk. */
export interface Recorder {
  /** Signs what an agent that was killed had taken, and begins to record. */
  start(): Promise<void>;
  /** Takes readings; says for each what became of it. */
  record(readings: readonly Reading[]): Promise<RecordFate[]>;
  /** Closes windows in time until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
  /** Closes what is open with a closing batch, which promises nothing. */
  rest(): Promise<void>;
}

export function createRecorder(
  { vehicle, queue, journal, sign, spanMs }: RecorderParameters,
  { clock, emit, onBatch }: RecorderDependencies,
): Recorder {
  let batcher: LiveBatcher | undefined;
  /** Windows that are over and not on the disk yet, oldest first. */
  const unkept: ClosedWindow[] = [];
  let keeping: Promise<void> = Promise.resolve();
  let diskFailedAtMs = Number.NEGATIVE_INFINITY;

  const keepOne = async (window: ClosedWindow): Promise<void> => {
    const content = window.readings.toColumns();
    const batch = sign(
      { fromMs: window.fromMs, toMs: window.toMs, nextByMs: window.nextByMs, content },
      queue.head(),
    );
    const gaps = await queue.append([batch]);
    for (const { sequence, code, message } of gaps)
      emit({ event: 'gap', vehicle, stream: LIVE_STREAM, sequence, code, message });
    for (const { path, timeMs } of content.conflicts) {
      const message = `There are two values for ${new Date(timeMs).toISOString()}; the first one counts.`;
      emit({ event: 'refused', vehicle, source: 'live', code: 'READING_REPEATED', message, signal: path });
    }
    const { sequence, count: readings, fromMs, toMs } = batch;
    emit({ event: 'batch', vehicle, stream: LIVE_STREAM, sequence, readings, fromMs, toMs });
    onBatch();
  };

  /** Signs and keeps what is over, in order. A disk that is full is tried again later; the windows stay in memory. */
  const keepClosed = async (): Promise<void> => {
    while (unkept.length > 0) {
      const [window] = unkept;
      if (window === undefined) return;
      try {
        await keepOne(window);
      } catch (error) {
        diskFailedAtMs = performance.now();
        const { code, message } = describeFailure(error);
        emit({
          event: 'warning',
          vehicle,
          code,
          message: `A batch could not be written to the disk: ${message}`,
        });
        return;
      }
      unkept.shift();
      if (unkept.length === 0 && batcher !== undefined)
        await journal.restart({ fromMs: batcher.fromMs(), readings: batcher.openReadings() });
    }
  };
  const keep = (windows: readonly ClosedWindow[]): Promise<void> => {
    unkept.push(...windows);
    keeping = keeping.then(keepClosed);
    return keeping;
  };
  const open = (): LiveBatcher => {
    if (batcher === undefined) throw new Error('the recorder has not started');
    return batcher;
  };

  return {
    start: async () => {
      const head = queue.head();
      const { recovered } = journal;
      if (recovered !== undefined) {
        const earlier = createLiveBatcher({ fromMs: Math.max(recovered.fromMs, head.toMs), spanMs });
        // What was signed already is late here.
        for (const reading of recovered.readings) earlier.add(reading, Number.POSITIVE_INFINITY);
        // The car said nothing after its last reading: that time is not claimed.
        await keep(earlier.endWithLastReading());
      }
      batcher = createLiveBatcher({ fromMs: Math.max(clock(), queue.head().toMs), spanMs });
      await journal.restart({ fromMs: batcher.fromMs(), readings: [] });
    },
    record: async (readings) => {
      if (unkept.length >= UNKEPT_WINDOWS_MAX) return readings.map(() => 'full');
      const nowMs = clock();
      const fromMs = open().fromMs();
      const fates = readings.map((reading) => open().add(reading, nowMs));
      const taken = readings.filter((_, index) => fates[index] === 'taken');
      if (taken.length > 0) {
        await journal.append({ fromMs, readings: taken }).catch((error: unknown) => {
          const { code, message } = describeFailure(error);
          emit({ event: 'warning', vehicle, code, message: `The open minute is in memory only: ${message}` });
        });
      }
      const closed = open().takeClosed(nowMs);
      if (closed.length > 0) void keep(closed);
      return fates;
    },
    run: async (signal) => {
      while (!signal.aborted) {
        await sleepUntilAborted(TICK_MS, signal);
        const isTriedAgain = unkept.length > 0 && performance.now() > diskFailedAtMs + DISK_RETRY_MS;
        const closed = open().takeClosed(clock());
        if (closed.length > 0 || isTriedAgain) await keep(closed);
      }
      await keeping;
    },
    rest: () => keep(open().rest(clock())),
  };
}
