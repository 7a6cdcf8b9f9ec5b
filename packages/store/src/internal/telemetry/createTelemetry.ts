// SPDX-License-Identifier: Apache-2.0
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { BatchLog } from '../../records/BatchLog.ts';
import type { StoreLogger } from '../../StoreLogger.ts';
import type { TelemetrySettings } from '../../telemetry/openTelemetry.ts';
import type { FoundReading, Telemetry, TelemetryGrowth } from '../../telemetry/Telemetry.ts';
import { type Database, openDatabase } from '../duckdb/openDatabase.ts';
import { openQueryPool } from '../duckdb/queryPool.ts';
import { numbersOf, rowsOf } from '../duckdb/queryRows.ts';
import { sourceOf } from '../sourceNumber.ts';
import { queryAnchorCovering, queryAnchors, queryLatestAnchor } from './anchorQueries.ts';
import { type ApplyDependencies, applyEntry } from './applyEntry.ts';
import { copyDatabase, replaceDatabase } from './compactDatabase.ts';
import { exportReadings, readOnce } from './exportReadings.ts';
import {
  queryHeaderByHash,
  queryHeaderByPosition,
  queryHeaders,
  queryHeadersAt,
  queryLeaves,
  queryStreams,
} from './headerQueries.ts';
import { createLogOrder } from './logOrder.ts';
import { openProjector } from './openProjector.ts';
import type { FileState } from './readFileState.ts';
import { knownSignals, querySamples, querySeries, querySignals, whereReadings } from './readingQueries.ts';
import { createSignalStates, toReadingValue } from './signalStates.ts';
import { createSignalTable, type SignalTable } from './signalTable.ts';
import { openTailWriter } from './tailWriter.ts';

export interface CreateTelemetryDependencies extends ApplyDependencies {
  batchLog: BatchLog;
  database: Database;
  state: FileState;
  logger: StoreLogger;
  onDamaged?: (error: Error) => void;
}

/** Puts the writing and the reading side of an open database together. */
export async function createTelemetry(
  settings: TelemetrySettings,
  dependencies: CreateTelemetryDependencies,
): Promise<Telemetry> {
  const { database: opened, state, logger, onDamaged, batchLog } = dependencies;
  const { path, exportDirectory, queryTimeoutMs } = settings;
  let database = opened;
  let isDamaged = false;
  await removeLeftovers(exportDirectory);
  const signals = createSignalTable(state.signals);
  const states = createSignalStates(signals);
  states.load(state.states);
  const pool = await openQueryPool(database, {
    queryTimeoutMs,
    onDamaged(error) {
      if (isDamaged) return;
      isDamaged = true;
      logger.error({ file: path, error: String(error) }, 'the projection is damaged; rebuild it');
      onDamaged?.(error instanceof Error ? error : new Error(String(error)));
    },
  });
  const writer = openTailWriter(
    { ...settings, connection: await database.connect(), position: state.position, signals },
    { logger },
  );
  const projector = openProjector({ writer, signals, states });
  const order = createLogOrder({
    position: state.position,
    async fillGap(from, to, onDone) {
      for await (const entry of batchLog.readFrom(from)) {
        if (entry.position >= to) return;
        onDone(entry, (await applyEntry(entry, projector, dependencies)).answer);
      }
    },
    onGap(from, to) {
      logger.warn({ from, to }, 'records were not projected in time; they are read from the batch log');
    },
  });
  if (state.mustCompact) await compact();

  async function compact(): Promise<void> {
    await writer.exchange(async (current) => {
      const copy = await copyDatabase(current, exportDirectory);
      let next: DuckDBConnection | undefined;
      await pool.exclusively(async () => {
        current.closeSync();
        database.closeSync();
        await replaceDatabase(path, copy);
        database = await openDatabase(settings);
        next = await database.connect();
        return database;
      });
      return next ?? database.connect();
    });
  }

  /** Brings everything that was projected before into the file. */
  async function flush(): Promise<void> {
    await order.settled();
    await writer.flush();
  }

  async function ask<T>(query: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    await flush();
    return pool.run(query);
  }

  return {
    get position() {
      return writer.position;
    },
    latest: states.latest,
    project: (batch) => order.take(batch, () => projector.project(batch)),
    projectAnchor: (anchor, at) => order.take(at, () => projector.projectAnchor(anchor, at)),
    projectSigned: (record, at) => order.take(at, () => projector.projectSigned(record, at)),
    async erase(readings, at) {
      const erased = await order.take(at, () => projector.erase(readings, at));
      if (erased.readings > 0) await compact();
      return erased;
    },
    flush,

    series: (query) => ask((connection) => querySeries(connection, query, signals)),
    async *samples(query) {
      await flush();
      yield* pool.stream((connection) => querySamples(connection, query, signals));
    },
    signalsOf: (readings) => ask((connection) => querySignals(connection, readings, signals)),
    findReading: (query) => ask((connection) => findReading(connection, query, signals)),

    headers: (query) => ask((connection) => queryHeaders(connection, query)),
    headersAt: (vehicle, stream, sequence) =>
      ask((connection) => queryHeadersAt(connection, { vehicle, stream, sequence })),
    headerByHash: (headerHash) => ask((connection) => queryHeaderByHash(connection, headerHash)),
    streams: (vehicle) => ask((connection) => queryStreams(connection, vehicle)),
    leaves: (fromIndex, toIndex) => ask((connection) => queryLeaves(connection, { fromIndex, toIndex })),

    latestAnchor: () => ask(queryLatestAnchor),
    anchorCovering: (leafIndex) => ask((connection) => queryAnchorCovering(connection, leafIndex)),
    anchors: (query) => ask((connection) => queryAnchors(connection, query)),

    async exportPeriod({ paths, ...query }) {
      const asked = paths === undefined ? signals.all() : knownSignals(signals, paths);
      const file = await ask((connection) =>
        exportReadings(connection, { ...query, signals: asked }, exportDirectory),
      );
      return readOnce(file);
    },
    growth: () => ask((connection) => measureGrowth(connection, path)),
    async close() {
      await order.settled();
      await writer.close();
      await pool.close();
      database.closeSync();
    },
  };
}

/** Exports and copies that a crash left behind. */
async function removeLeftovers(directory: string): Promise<void> {
  for (const name of await readdir(directory))
    await rm(join(directory, name), { recursive: true, force: true });
}

async function findReading(
  connection: DuckDBConnection,
  query: Parameters<Telemetry['findReading']>[0],
  signals: SignalTable,
): Promise<FoundReading | undefined> {
  const { path, atMs, toleranceMs = 0, ...readings } = query;
  const signal = signals.byPath(path);
  if (signal === undefined) return undefined;
  const period = { fromMs: Math.max(0, atMs - toleranceMs), toMs: atMs + 1 };
  const [row] = await rowsOf(
    connection,
    `select time_ms::double, number, text, source, position::double from readings
     where ${whereReadings({ ...readings, ...period }, [signal])} order by time_ms desc limit 1`,
  );
  if (row === undefined) return undefined;
  const [timeMs, number, text, source, position] = row;
  const header = await queryHeaderByPosition(connection, Number(position));
  if (header === undefined) throw new RangeError(`the batch at ${position} has readings but no header`);
  return {
    path,
    timeMs: Number(timeMs),
    value: toReadingValue(signal, number === null ? String(text) : Number(number)),
    source: sourceOf(Number(source)),
    header,
  };
}

async function measureGrowth(connection: DuckDBConnection, path: string): Promise<TelemetryGrowth> {
  const [[readings = 0, headers = 0, anchors = 0, signals = 0] = []] = await numbersOf(
    connection,
    `select (select count(*) from readings), (select count(*) from headers), (select count(*) from anchors),
       (select count(*) from signals)`,
  );
  return {
    readings,
    headers,
    anchors,
    signals,
    fileBytes: (await sizeOf(path)) + (await sizeOf(`${path}.wal`)),
  };
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
