// SPDX-License-Identifier: Apache-2.0
import type { BatchColumn } from '@datacar/core/records/BatchColumn';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { AnchorRecord, SignedRecord } from '../../records/LogRecord.ts';
import type { StoreLogger } from '../../StoreLogger.ts';
import type { BatchProjection, ProjectedReadings } from '../../telemetry/BatchProjection.ts';
import type { LeafPosition, ReadingsOf, RecordPosition } from '../../telemetry/Telemetry.ts';
import { createTurns } from '../createTurns.ts';
import { numbersOf, rowsOf, sqlInteger } from '../duckdb/queryRows.ts';
import { storageError } from '../files/storageError.ts';
import { sourceNumber } from '../sourceNumber.ts';
import {
  createKnownReadings,
  type ReadingsWindow,
  setValue,
  splitColumn,
  WINDOW_MS,
  WINDOW_READINGS_MAX,
} from './knownReadings.ts';
import { createTail, type ProjectionTail, writeTail } from './projectionTail.ts';
import type { ReadingRun } from './readingBuffer.ts';
import type { SignalStates } from './signalStates.ts';
import { selectStates } from './signalStates.ts';
import type { SignalTable, StoredSignal } from './signalTable.ts';

/** Rows in memory at which the input must wait for the database (about 90 MB). */
const TAIL_ROWS_MAX = 2_000_000;

export interface ProjectorOptions {
  path: string;
  /** A new one after the database was exchanged. */
  writer: DuckDBConnection;
  position: number;
  signals: SignalTable;
  states: SignalStates;
  flushAfterMs: number;
  flushAfterRows: number;
}

/** The writing side of the projection. The first four run one at a time, in the order of the log: see `LogOrder`. */
export interface Projector {
  readonly position: number;
  project(batch: BatchProjection): Promise<ProjectedReadings>;
  projectAnchor(anchor: AnchorRecord, at: RecordPosition): Promise<void>;
  projectSigned(record: SignedRecord, at: LeafPosition): Promise<void>;
  erase(readings: Required<ReadingsOf>, at: RecordPosition): Promise<{ readings: number }>;
  /** Writes what was projected before into the file. */
  flush(): Promise<void>;
  /** Gives the writer's connection to `work` alone; it returns the one to go on with. */
  exchangeWriter(work: (writer: DuckDBConnection) => Promise<DuckDBConnection>): Promise<void>;
  close(): Promise<void>;
}

export function openProjector(options: ProjectorOptions, { logger }: { logger: StoreLogger }): Projector {
  const { path, signals, states, flushAfterMs, flushAfterRows } = options;
  const known = createKnownReadings();
  let { writer, position } = options;
  let tail = createTail(position);
  /** Tails that could not be written (a full disk) and are tried again, oldest first. */
  let unwritten: ProjectionTail[] = [];
  let timer: NodeJS.Timeout | undefined;
  const withWriter = createTurns();
  let queuedFlush: Promise<void> | undefined;

  function flush(): Promise<void> {
    queuedFlush ??= withWriter(() => {
      queuedFlush = undefined;
      return writeTails();
    });
    return queuedFlush;
  }

  async function writeTails(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (tail.position === position) return;
    const tails = [...unwritten, tail];
    const end = tail.position;
    tail = createTail(end);
    unwritten = tails;
    try {
      await inTransaction(async () => {
        for (const part of tails) await writeTail(writer, part);
      });
    } catch (error) {
      throw storageError(error, path);
    }
    unwritten = [];
    position = end;
  }

  async function inTransaction(work: () => Promise<void>): Promise<void> {
    const newSignals = signals.insertOfNew();
    await writer.run('begin');
    try {
      if (newSignals !== undefined) await writer.run(newSignals.sql);
      await work();
      await writer.run('commit');
    } catch (error) {
      await writer.run('rollback').catch(() => {});
      throw error;
    }
    newSignals?.markStored();
  }

  function rowsWaiting(): number {
    return unwritten.reduce((rows, part) => rows + part.readings.rows, tail.readings.rows);
  }

  function moveTo({ nextPosition }: { nextPosition: number }): void {
    tail.position = nextPosition;
    scheduleFlush();
  }

  function scheduleFlush(): void {
    if (tail.readings.rows + tail.headers.length >= flushAfterRows) void flushInBackground();
    else timer ??= setTimeout(flushInBackground, flushAfterMs);
  }

  function flushInBackground(): Promise<void> {
    return flush().catch((error) => {
      logger.error(
        { file: path, error: String(error) },
        'the projection could not be written; it is tried again',
      );
      timer ??= setTimeout(flushInBackground, flushAfterMs * 10);
    });
  }

  async function project({ position: at, nextPosition, header, columns }: BatchProjection) {
    if (rowsWaiting() > TAIL_ROWS_MAX) await flush();
    const run = {
      vehicle: BigInt(header.vehicle),
      source: sourceNumber(header.source),
      epoch: header.ownerEpoch,
      position: BigInt(at),
    };
    const result: ProjectedReadings = { added: 0, duplicates: 0, conflicts: 0 };
    const moved: StoredSignal[] = [];
    const window = await windowFor(header, columns);
    for (const column of columns) {
      const signal = signals.require(column);
      const split = windowOrAll(column, signal, window);
      result.duplicates += split.duplicates;
      result.conflicts += split.conflicts;
      if (split.added === undefined) continue;
      result.added += split.added.timesMs.length;
      if (addColumn({ ...run, signal: signal.id }, signal, split.added)) moved.push(signal);
    }
    tail.headers.push({ ...header, position: at });
    moveTo({ nextPosition });
    states.publish(header.vehicle, moved);
    return result;
  }

  /** Readings newer or older than everything known of their signal need no lookup. */
  function isOutside(vehicle: number, signal: StoredSignal | undefined, { timesMs }: BatchColumn): boolean {
    if (signal === undefined) return true;
    const state = states.get(vehicle, signal);
    if (state === undefined) return true;
    return (timesMs[0] ?? 0) > state.lastMs || (timesMs.at(-1) ?? 0) < state.firstMs;
  }

  async function windowFor(
    { vehicle, fromMs, toMs }: BatchProjection['header'],
    columns: readonly BatchColumn[],
  ): Promise<ReadingsWindow | undefined> {
    if (columns.every((column) => isOutside(vehicle, signals.byPath(column.path), column))) return undefined;
    const window = known.covering(vehicle, fromMs, toMs);
    if (window !== undefined) return window;
    await flush();
    return withWriter(() => readWindow(vehicle, { fromMs, toMs }));
  }

  async function readWindow(
    vehicle: number,
    batch: { fromMs: number; toMs: number },
  ): Promise<ReadingsWindow> {
    const { fromMs } = batch;
    const where = (toMs: number) =>
      `from readings where vehicle = ${sqlInteger(vehicle)} and time_ms >= ${sqlInteger(fromMs)} and time_ms < ${sqlInteger(toMs)}`;
    const [[count = 0] = []] = await numbersOf(writer, `select count(*) ${where(fromMs + WINDOW_MS)}`);
    const toMs = count > WINDOW_READINGS_MAX ? batch.toMs : Math.max(batch.toMs, fromMs + WINDOW_MS);
    const window: ReadingsWindow = { fromMs, toMs, values: new Map() };
    for (const [signal, timeMs, number, text] of await rowsOf(
      writer,
      `select signal, time_ms::double, number, text ${where(toMs)}`,
    )) {
      const value = number === null ? String(text) : Number(number);
      setValue(window, { signal: Number(signal), timeMs: Number(timeMs), value });
    }
    return known.open(vehicle, window);
  }

  /** Writes new readings into the tail. Returns whether the signal's latest value moved. */
  function addColumn(run: ReadingRun, signal: StoredSignal, column: BatchColumn): boolean {
    const { timesMs } = column;
    if (column.kind === 'string') tail.readings.addTexts(run, timesMs, column.values);
    else tail.readings.addNumbers(run, timesMs, column.values);
    const vehicle = Number(run.vehicle);
    known.note(vehicle, signal, column);
    const { isNewest } = states.add(vehicle, {
      signal,
      firstMs: timesMs[0] ?? 0,
      lastMs: timesMs.at(-1) ?? 0,
      lastValue: column.values.at(-1) ?? 0,
      lastSource: run.source,
      lastEpoch: run.epoch,
    });
    return isNewest;
  }

  async function erase({ vehicle, ownerEpoch }: Required<ReadingsOf>, at: RecordPosition) {
    await flush();
    const where = `vehicle = ${sqlInteger(vehicle)} and epoch = ${sqlInteger(ownerEpoch)}`;
    const readings = await withWriter(async () => {
      let deleted = 0;
      await inTransaction(async () => {
        deleted = (
          await writer.run(`delete from readings where ${where} and position < ${sqlInteger(at.position)}`)
        ).rowsChanged;
        const compact = deleted > 0 ? ', must_compact = true' : '';
        await writer.run(`update projection set position = ${sqlInteger(at.nextPosition)}${compact}`);
      });
      states.load(await rowsOf(writer, selectStates(vehicle)), vehicle);
      return deleted;
    });
    known.forget(vehicle);
    position = at.nextPosition;
    tail.position = at.nextPosition;
    return { readings };
  }

  return {
    get position() {
      return position;
    },
    project,
    async projectAnchor(anchor, at) {
      tail.anchors.push({ ...anchor, position: at.position });
      moveTo(at);
    },
    async projectSigned(record, { leafIndex, ...at }) {
      tail.signedRecords.push({ ...record, position: at.position, leafIndex });
      moveTo(at);
    },
    erase,
    flush,
    exchangeWriter: (work) =>
      withWriter(async () => {
        writer = await work(writer);
      }),
    async close() {
      // What cannot be written now is in the batch log and is projected at the next start.
      await flushInBackground();
      clearTimeout(timer);
      await withWriter(async () => writer.closeSync());
    },
  };
}

function windowOrAll(column: BatchColumn, signal: StoredSignal, window: ReadingsWindow | undefined) {
  // The catalogue gives a path one kind; whatever comes with another one contradicts what is there.
  if (isText(column.kind) !== isText(signal.kind)) {
    return { added: undefined, duplicates: 0, conflicts: column.timesMs.length };
  }
  const times = window?.values.get(signal.id);
  if (times === undefined)
    return { added: column.timesMs.length > 0 ? column : undefined, duplicates: 0, conflicts: 0 };
  return splitColumn(column, times);
}

function isText(kind: BatchColumn['kind']): boolean {
  return kind === 'string';
}
