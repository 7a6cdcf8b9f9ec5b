// SPDX-License-Identifier: Apache-2.0
import type { BatchColumn } from '@datacar/core/records/BatchColumn';
import type { Reading, ReadingValue } from '@datacar/core/records/Reading';
import { signalByPath } from '@datacar/core/signals/signalByPath';
import { valueKindOf } from '@datacar/core/signals/valueKindOf';

/** A reading that was not taken because the same signal has another value for the same moment. */
export interface RepeatedReading {
  path: string;
  timeMs: number;
}

export interface WindowColumns {
  /** Ascending by path bytes, each ascending by time, no moment twice. */
  columns: BatchColumn[];
  count: number;
  /** Said twice with the same value: once is enough. */
  duplicates: number;
  /** Said twice with different values: the first one counts. */
  conflicts: RepeatedReading[];
}

/** Collects the readings of one batch, by column. */
export interface ReadingWindow {
  /** A reading of a signal that the catalogue does not have is not taken. */
  add(reading: Reading): boolean;
  /** How many were added, doubles included. */
  count(): number;
  /** What the values take on the wire, about. */
  bytes(): number;
  firstMs(): number;
  lastMs(): number;
  toColumns(): WindowColumns;
  /** All that was added, column by column. */
  toReadings(): Reading[];
}

interface OpenColumn {
  path: string;
  times: number[];
  values: ReadingValue[];
  isOrdered: boolean;
}

/** Offset and value of one number; strings count with their length. */
const NUMBER_BYTES = 14;
/** UTF-8 takes at most three bytes for a UTF-16 unit. */
const STRING_UNIT_BYTES = 3;

export function createReadingWindow(): ReadingWindow {
  const columns = new Map<string, OpenColumn>();
  let count = 0;
  let bytes = 0;
  let firstMs = Number.POSITIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;

  return {
    add: ({ path, timeMs, value }) => {
      let column = columns.get(path);
      if (column === undefined) {
        if (signalByPath(path) === undefined) return false;
        column = { path, times: [], values: [], isOrdered: true };
        columns.set(path, column);
      }
      const before = column.times.at(-1);
      if (before !== undefined && timeMs <= before) column.isOrdered = false;
      column.times.push(timeMs);
      column.values.push(value);
      count += 1;
      bytes += NUMBER_BYTES + (typeof value === 'string' ? value.length * STRING_UNIT_BYTES : 0);
      if (timeMs < firstMs) firstMs = timeMs;
      if (timeMs > lastMs) lastMs = timeMs;
      return true;
    },
    count: () => count,
    bytes: () => bytes,
    firstMs: () => firstMs,
    lastMs: () => lastMs,
    toReadings: () =>
      [...columns.values()].flatMap(({ path, times, values }) =>
        times.map((timeMs, index): Reading => ({ path, timeMs, value: values[index] ?? 0 })),
      ),
    toColumns: () => {
      const conflicts: RepeatedReading[] = [];
      // Paths are ASCII, so the order of code units is the order of bytes.
      const ordered = [...columns.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
      const built = ordered.map((column) =>
        buildColumn(column.isOrdered ? column : sortColumn(column, conflicts)),
      );
      const kept = built.reduce((sum, { timesMs }) => sum + timesMs.length, 0);
      return { columns: built, count: kept, duplicates: count - kept - conflicts.length, conflicts };
    },
  };
}

/** By time, stable, so that of two values for one moment the one that was said first is kept. */
function sortColumn({ path, times, values }: OpenColumn, conflicts: RepeatedReading[]): OpenColumn {
  const order = times.map((_, index) => index).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
  const sorted: OpenColumn = { path, times: [], values: [], isOrdered: true };
  for (const index of order) {
    const timeMs = times[index] ?? 0;
    const value = values[index] ?? 0;
    if (sorted.times.at(-1) !== timeMs) {
      sorted.times.push(timeMs);
      sorted.values.push(value);
    } else if (sorted.values.at(-1) !== value) conflicts.push({ path, timeMs });
  }
  return sorted;
}

function buildColumn({ path, times, values }: OpenColumn): BatchColumn {
  const signal = signalByPath(path);
  if (signal === undefined) throw new Error(`${path} is not in the catalogue`);
  const kind = valueKindOf(signal.type);
  const timesMs = Float64Array.from(times);
  return kind === 'string'
    ? { path, kind, timesMs, values: values as string[] }
    : { path, kind, timesMs, values: Float64Array.from(values as number[], Number) };
}
