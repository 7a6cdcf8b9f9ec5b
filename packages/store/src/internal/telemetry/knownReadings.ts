// SPDX-License-Identifier: Apache-2.0
import type { BatchColumn } from '@datacar/core/records/BatchColumn';
import type { DuckDBConnection } from '@duckdb/node-api';
import { numbersOf, rowsOf, sqlInteger } from '../duckdb/queryRows.ts';
import type { StoredSignal } from './signalTable.ts';

/** Readings looked up at once: an import walks on through its file, so the next batches find theirs here, too. */
const WINDOW_MS = 3_600_000;
/** A window of more readings than this is cut down to the one batch. */
const WINDOW_READINGS_MAX = 200_000;
/** Vehicles that are imported at the same time with a window each. */
const WINDOWS_MAX = 16;

/** All readings of a vehicle with fromMs <= time < toMs, kept up with what is added. */
export interface ReadingsWindow {
  fromMs: number;
  toMs: number;
  /** By signal id and time. */
  values: Map<number, Map<number, number | string>>;
}

export interface KnownReadings {
  /** The window that covers a period, when there is one. */
  covering(vehicle: number, fromMs: number, toMs: number): ReadingsWindow | undefined;
  open(vehicle: number, window: ReadingsWindow): ReadingsWindow;
  /** Tells of readings that were added, so that an open window stays whole. */
  note(vehicle: number, signal: StoredSignal, column: BatchColumn): void;
  forget(vehicle: number): void;
}

export function createKnownReadings(): KnownReadings {
  /** The least recently used first. */
  const windows = new Map<number, ReadingsWindow>();

  return {
    covering(vehicle, fromMs, toMs) {
      const window = windows.get(vehicle);
      return window !== undefined && window.fromMs <= fromMs && toMs <= window.toMs ? window : undefined;
    },
    open(vehicle, window) {
      windows.delete(vehicle);
      windows.set(vehicle, window);
      const [oldest] = windows.keys();
      if (windows.size > WINDOWS_MAX && oldest !== undefined) windows.delete(oldest);
      return window;
    },
    note(vehicle, signal, { timesMs, values }) {
      const window = windows.get(vehicle);
      if (window === undefined) return;
      if ((timesMs[0] ?? 0) >= window.toMs || (timesMs.at(-1) ?? 0) < window.fromMs) return;
      for (const [index, timeMs] of timesMs.entries()) {
        if (timeMs < window.fromMs || timeMs >= window.toMs) continue;
        setValue(window, { signal: signal.id, timeMs, value: values[index] ?? 0 });
      }
    },
    forget: (vehicle) => windows.delete(vehicle),
  };
}

function setValue(
  { values }: ReadingsWindow,
  { signal, timeMs, value }: { signal: number; timeMs: number; value: number | string },
): void {
  let times = values.get(signal);
  if (times === undefined) {
    times = new Map();
    values.set(signal, times);
  }
  times.set(timeMs, value);
}

/** Looks up the readings from a batch's start on; the tail must have been flushed. */
export async function readWindow(
  connection: DuckDBConnection,
  { vehicle, fromMs, toMs: batchToMs }: { vehicle: number; fromMs: number; toMs: number },
): Promise<ReadingsWindow> {
  const rowsUntil = (toMs: number) => `from readings where vehicle = ${sqlInteger(vehicle)}
    and time_ms >= ${sqlInteger(fromMs)} and time_ms < ${sqlInteger(toMs)}`;
  const wideToMs = Math.max(batchToMs, fromMs + WINDOW_MS);
  const [[count = 0] = []] = await numbersOf(connection, `select count(*) ${rowsUntil(wideToMs)}`);
  const toMs = count > WINDOW_READINGS_MAX ? batchToMs : wideToMs;
  const rows = await rowsOf(connection, `select signal, time_ms::double, number, text ${rowsUntil(toMs)}`);
  const window: ReadingsWindow = { fromMs, toMs, values: new Map() };
  for (const [signal, timeMs, number, text] of rows) {
    const value = number === null ? String(text) : Number(number);
    setValue(window, { signal: Number(signal), timeMs: Number(timeMs), value });
  }
  return window;
}

export interface SplitColumn {
  /** The readings that are new, or undefined when none is. */
  added: BatchColumn | undefined;
  duplicates: number;
  conflicts: number;
}

/** Parts a column into what is new, what is there with the equal value, and what contradicts. */
export function splitColumn(
  column: BatchColumn,
  known: ReadonlyMap<number, number | string> | undefined,
): SplitColumn {
  if (column.timesMs.length === 0) return { added: undefined, duplicates: 0, conflicts: 0 };
  if (known === undefined) return { added: column, duplicates: 0, conflicts: 0 };
  const fresh: number[] = [];
  let duplicates = 0;
  let conflicts = 0;
  for (let index = 0; index < column.timesMs.length; index += 1) {
    const before = known.get(column.timesMs[index] ?? 0);
    if (before === undefined) fresh.push(index);
    else if (before === column.values[index]) duplicates += 1;
    else conflicts += 1;
  }
  if (fresh.length === 0) return { added: undefined, duplicates, conflicts };
  if (fresh.length === column.timesMs.length) return { added: column, duplicates, conflicts };
  return { added: pick(column, fresh), duplicates, conflicts };
}

function pick(column: BatchColumn, indexes: readonly number[]): BatchColumn {
  const timesMs = Float64Array.from(indexes, (index) => column.timesMs[index] ?? 0);
  return column.kind === 'string'
    ? { ...column, timesMs, values: indexes.map((index) => column.values[index] ?? '') }
    : { ...column, timesMs, values: Float64Array.from(indexes, (index) => column.values[index] ?? 0) };
}
