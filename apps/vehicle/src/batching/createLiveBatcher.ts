// SPDX-License-Identifier: Apache-2.0
import { MAX_BATCH_BYTES, MAX_BATCH_READINGS, MAX_BATCH_SPAN_MS } from '@datacar/core/records/batchLimits';
import type { Reading } from '@datacar/core/records/Reading';
import { createReadingWindow, type ReadingWindow } from './createReadingWindow.ts';

/** How long a window stays open behind its end, for readings that come a little late. */
export const LATENESS_MS = 1_000;
/** What the server allows a car's clock to be ahead; a reading further in the future is refused here already. */
export const FUTURE_MS_MAX = 120_000;
/** When nobody closed a window for this long behind its end, the machine slept: the car was not awake meanwhile. */
export const SLEEP_MS = 2 * MAX_BATCH_SPAN_MS;
/** A promise holds the next minute, and one more for the way. */
const PROMISE_MS = 2 * MAX_BATCH_SPAN_MS;
/** Header, secret and paths take the rest. */
const WINDOW_BYTES_MAX = MAX_BATCH_BYTES * 0.75;

/** A window that is over and can be signed. */
export interface ClosedWindow {
  fromMs: number;
  toMs: number;
  /** When the next header is promised; 0 at rest. */
  nextByMs: number;
  readings: ReadingWindow;
}

export type ReadingFate = 'taken' | 'unknown' | 'late' | 'future';

/**
 * Cuts what a car says into windows of at most a minute that follow each other without a hole while it is awake. It knows no
 * clock: whoever calls says what time it is.
 */
export interface LiveBatcher {
  add(reading: Reading, nowMs: number): ReadingFate;
  /** The windows that are over, or full. */
  takeClosed(nowMs: number): ClosedWindow[];
  /** When `takeClosed` has to be called next. */
  nextCloseMs(): number;
  /** Closes everything at `nowMs`, at rest: nothing further is promised. */
  rest(nowMs: number): ClosedWindow[];
  /** Closes everything with the last reading, after a crash; empty when there is none. */
  endWithLastReading(): ClosedWindow[];
  /** Begin of the open window. */
  fromMs(): number;
  /** What was taken and is in no closed window yet. */
  openReadings(): Reading[];
}

export interface LiveBatcherOptions {
  /** Start of the first window. */
  fromMs: number;
  /** Length of a window, at most a minute, which is also the default. Shorter ones are seen sooner and cost more headers. */
  spanMs?: number | undefined;
}

export function createLiveBatcher({
  fromMs: startMs,
  spanMs = MAX_BATCH_SPAN_MS,
}: LiveBatcherOptions): LiveBatcher {
  let fromMs = startMs;
  let current = createReadingWindow();
  /** Readings behind the end of the open window; at most those of `FUTURE_MS_MAX`. */
  let later: Reading[] = [];
  const closed: ClosedWindow[] = [];

  const close = (toMs: number, nextByMs: number): void => {
    closed.push({ fromMs, toMs, nextByMs, readings: current });
    openAt(toMs);
  };
  const openAt = (startOfNextMs: number): void => {
    fromMs = startOfNextMs;
    current = createReadingWindow();
    const waiting = later;
    later = [];
    for (const reading of waiting) place(reading);
  };
  const place = (reading: Reading): ReadingFate => {
    if (reading.timeMs < fromMs) return 'late';
    if (reading.timeMs >= fromMs + spanMs) {
      later.push(reading);
      return 'taken';
    }
    if (!current.add(reading)) return 'unknown';
    if (current.count() >= MAX_BATCH_READINGS || current.bytes() >= WINDOW_BYTES_MAX) {
      const toMs = current.lastMs() + 1;
      close(toMs, toMs + PROMISE_MS);
    }
    return 'taken';
  };
  const closeUntil = (nowMs: number): void => {
    while (nowMs >= fromMs + spanMs + LATENESS_MS) {
      const toMs = fromMs + spanMs;
      const hasSlept = nowMs > toMs + SLEEP_MS;
      close(toMs, toMs + PROMISE_MS);
      if (!hasSlept || current.count() > 0) continue;
      const firstLaterMs = later.reduce((first, { timeMs }) => Math.min(first, timeMs), nowMs);
      if (firstLaterMs > fromMs) openAt(firstLaterMs);
    }
  };

  const closeLater = (): void => {
    while (later.length > 0) close(fromMs + spanMs, fromMs + spanMs + PROMISE_MS);
  };

  return {
    fromMs: () => fromMs,
    openReadings: () => [...current.toReadings(), ...later],
    endWithLastReading: () => {
      closeLater();
      if (current.count() > 0) {
        const toMs = current.lastMs() + 1;
        close(toMs, toMs + PROMISE_MS);
      }
      return closed.splice(0);
    },
    add: (reading, nowMs) => (reading.timeMs > nowMs + FUTURE_MS_MAX ? 'future' : place(reading)),
    takeClosed: (nowMs) => {
      closeUntil(nowMs);
      return closed.splice(0);
    },
    nextCloseMs: () => (closed.length > 0 ? 0 : fromMs + spanMs + LATENESS_MS),
    rest: (nowMs) => {
      closeUntil(nowMs);
      // What was said for a moment to come belongs in too; a minute ends what is left of it.
      closeLater();
      const lastMs = current.count() > 0 ? current.lastMs() : fromMs;
      close(Math.min(fromMs + spanMs, Math.max(nowMs, lastMs + 1)), 0);
      return closed.splice(0);
    },
  };
}
