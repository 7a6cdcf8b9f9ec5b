// SPDX-License-Identifier: Apache-2.0

import type { BatchColumn } from '@datacar/core/records/BatchColumn';
import { MAX_BATCH_BYTES, MAX_BATCH_READINGS, MAX_BATCH_SPAN_MS } from '@datacar/core/records/batchLimits';
import type { Reading } from '@datacar/core/records/Reading';
import {
  createReadingWindow,
  type ReadingWindow,
  type RepeatedReading,
} from '../batching/createReadingWindow.ts';
import type { SignableWindow } from '../signing/createBatchSigner.ts';

/** Held for sorting: 17 hours of a car that says 13 signals a second, some 100 MB. Files with fewer may be in any order. */
export const SORTED_READINGS_MAX = 800_000;
/** Header, secret and paths take the rest of a batch. */
const WINDOW_BYTES_MAX = MAX_BATCH_BYTES * 0.75;

export interface ImportWindows {
  /** `unordered`: the minute was signed already, because the file is too large to be sorted as a whole. */
  add(reading: Reading): 'taken' | 'unknown' | 'unordered';
  /** The windows that are sure to be complete by now. */
  takeComplete(): SignableWindow[];
  /** All that is left, at the end of the file. */
  takeRest(): SignableWindow[];
  /** Readings that were said twice. */
  repeated(): { duplicates: number; conflicts: RepeatedReading[]; conflictsTotal: number };
}

/** Conflicts that are named one by one. */
const CONFLICTS_LISTED_MAX = 1_000;

/**
 * Cuts the readings of a file into windows of UTC minutes, in order. The first begins with the first reading and the
 * last ends behind the last one; a minute with more than a batch holds is halved until it fits. The same file always
 * gives the same windows.
 */
export function createImportWindows({ sortedReadingsMax = SORTED_READINGS_MAX } = {}): ImportWindows {
  const minutes = new Map<number, ReadingWindow>();
  let held = 0;
  let signedUntilMinute = Number.NEGATIVE_INFINITY;
  let isFirst = true;
  let duplicates = 0;
  let conflictsTotal = 0;
  const conflicts: RepeatedReading[] = [];
  /** The window before the next, held back because it may turn out to be the last. */
  let heldBack: SignableWindow | undefined;

  const closeMinute = (minute: number, window: ReadingWindow): SignableWindow[] => {
    const content = window.toColumns();
    duplicates += content.duplicates;
    conflictsTotal += content.conflicts.length;
    conflicts.push(...content.conflicts.slice(0, CONFLICTS_LISTED_MAX - conflicts.length));
    const startMs = minute * MAX_BATCH_SPAN_MS;
    const fromMs = isFirst ? window.firstMs() : startMs;
    isFirst = false;
    const whole = { fromMs, toMs: startMs + MAX_BATCH_SPAN_MS, nextByMs: 0, content };
    return window.bytes() > WINDOW_BYTES_MAX || content.count > MAX_BATCH_READINGS ? halve(whole) : [whole];
  };

  const takeOldest = (downTo: number): SignableWindow[] => {
    const taken: SignableWindow[] = heldBack === undefined ? [] : [heldBack];
    heldBack = undefined;
    for (const minute of [...minutes.keys()].sort((a, b) => a - b)) {
      if (held <= downTo) break;
      const window = minutes.get(minute);
      if (window === undefined) continue;
      minutes.delete(minute);
      held -= window.count();
      signedUntilMinute = minute;
      taken.push(...closeMinute(minute, window));
    }
    return taken;
  };

  return {
    add: (reading) => {
      const minute = Math.floor(reading.timeMs / MAX_BATCH_SPAN_MS);
      if (minute <= signedUntilMinute) return 'unordered';
      let window = minutes.get(minute);
      if (window === undefined) {
        window = createReadingWindow();
        minutes.set(minute, window);
      }
      if (!window.add(reading)) return 'unknown';
      held += 1;
      return 'taken';
    },
    takeComplete: () => {
      if (held <= sortedReadingsMax) return [];
      const taken = takeOldest(Math.floor(sortedReadingsMax / 2));
      heldBack = taken.pop();
      return taken;
    },
    takeRest: () => {
      const taken = takeOldest(0);
      const last = taken.at(-1);
      if (last === undefined) return [];
      return [...taken.slice(0, -1), { ...last, toMs: lastTimeMs(last.content.columns) + 1 }];
    },
    repeated: () => ({ duplicates, conflicts, conflictsTotal }),
  };
}

function lastTimeMs(columns: readonly BatchColumn[]): number {
  return columns.reduce((last, { timesMs }) => Math.max(last, timesMs.at(-1) ?? 0), 0);
}

/** Halves a window by time until each part fits into a batch; parts without readings are left out. */
function halve(window: SignableWindow): SignableWindow[] {
  const { fromMs, toMs, content } = window;
  if (content.count === 0) return [];
  if (
    toMs - fromMs <= 1 ||
    (content.count <= MAX_BATCH_READINGS && estimateBytes(content.columns) <= WINDOW_BYTES_MAX)
  )
    return [window];
  const middleMs = Math.floor((fromMs + toMs) / 2);
  const earlier = content.columns.flatMap((column) => slice(column, fromMs, middleMs));
  const later = content.columns.flatMap((column) => slice(column, middleMs, toMs));
  return [
    ...halve({ ...window, toMs: middleMs, content: { columns: earlier, count: countOf(earlier) } }),
    ...halve({ ...window, fromMs: middleMs, content: { columns: later, count: countOf(later) } }),
  ];
}

function slice(column: BatchColumn, fromMs: number, toMs: number): BatchColumn[] {
  const start = column.timesMs.findIndex((timeMs) => timeMs >= fromMs);
  if (start < 0) return [];
  const found = column.timesMs.findIndex((timeMs) => timeMs >= toMs);
  const end = found < 0 ? column.timesMs.length : found;
  if (start === end) return [];
  const timesMs = column.timesMs.slice(start, end);
  return column.kind === 'string'
    ? [{ ...column, timesMs, values: column.values.slice(start, end) }]
    : [{ ...column, timesMs, values: column.values.slice(start, end) }];
}

function countOf(columns: readonly BatchColumn[]): number {
  return columns.reduce((sum, { timesMs }) => sum + timesMs.length, 0);
}

function estimateBytes(columns: readonly BatchColumn[]): number {
  return columns.reduce(
    (sum, column) =>
      sum +
      column.timesMs.length * 14 +
      (column.kind === 'string' ? column.values.reduce((length, value) => length + value.length * 3, 0) : 0),
    0,
  );
}
