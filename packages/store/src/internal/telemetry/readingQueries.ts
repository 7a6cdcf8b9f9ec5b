// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { DuckDBConnection } from '@duckdb/node-api';
import type {
  Aggregate,
  Page,
  Period,
  ReadingsOf,
  SampleRow,
  SeriesPoint,
  SeriesQuery,
  SignalSummary,
} from '../../telemetry/Telemetry.ts';
import { type Row, rowsOf, sqlInteger } from '../duckdb/queryRows.ts';
import { sourceOf } from '../sourceNumber.ts';
import { decodeCursor, encodeCursor, pageLimit } from './cursor.ts';
import { toReadingValue } from './signalStates.ts';
import type { SignalTable, StoredSignal } from './signalTable.ts';

export const SERIES_LIMIT_DEFAULT = 10_000;
/** A page is held in memory as objects and sent as one JSON document. */
export const SERIES_LIMIT_MAX = 100_000;

/** The condition of every query over readings: whose, of which signals, when. */
export function whereReadings(
  { vehicle, ownerEpoch, fromMs, toMs }: ReadingsOf & Period,
  signals: readonly StoredSignal[],
): string {
  const ids = signals.map(({ id }) => id).join(', ');
  const epoch = ownerEpoch === undefined ? '' : `and epoch = ${sqlInteger(ownerEpoch)}`;
  return `vehicle = ${sqlInteger(vehicle)} and signal in (${ids}) ${epoch}
    and time_ms >= ${sqlInteger(fromMs)} and time_ms < ${sqlInteger(toMs)}`;
}

/** The known signals among some paths, each once, in the order of the paths' code units. */
export function knownSignals(signals: SignalTable, paths: readonly string[]): StoredSignal[] {
  return [...new Set(paths)].sort().flatMap((path) => signals.byPath(path) ?? []);
}

export async function querySeries(
  connection: DuckDBConnection,
  query: SeriesQuery,
  signals: SignalTable,
): Promise<Page<SeriesPoint>> {
  const asked = knownSignals(signals, query.paths);
  const limit = pageLimit(query.limit, { default: SERIES_LIMIT_DEFAULT, max: SERIES_LIMIT_MAX });
  const after = query.cursor === undefined ? undefined : decodeSeriesCursor(query.cursor);
  if (asked.length === 0) return { items: [], nextCursor: undefined };
  const rows = await rowsOf(connection, seriesStatement(query, { asked, limit, after }));
  const items = rows.slice(0, limit).map((row) => toPoint(row, asked, query.aggregate));
  const last = items.at(-1);
  const isMore = rows.length > limit && last !== undefined;
  return { items, nextCursor: isMore ? encodeCursor([last.timeMs, last.path]) : undefined };
}

interface SeriesPlan {
  /** Sorted by path. */
  asked: readonly StoredSignal[];
  limit: number;
  after: { timeMs: number; path: string } | undefined;
}

function seriesStatement(query: SeriesQuery, { asked, limit, after }: SeriesPlan): string {
  // From the cursor's bucket or reading on; the part of it that was given before is left out by `rest`.
  const fromMs = after === undefined ? query.fromMs : Math.max(query.fromMs, after.timeMs);
  const where = whereReadings({ ...query, fromMs }, asked);
  const rank = `list_position([${asked.map(({ id }) => id).join(', ')}], signal)`;
  const passed = after === undefined ? 0 : asked.filter(({ path }) => path <= after.path).length;
  const rest = after === undefined ? '' : `where bucket > ${sqlInteger(after.timeMs)} or rank > ${passed}`;
  const inner =
    query.intervalMs === undefined
      ? `select time_ms as bucket, ${rank} as rank, number, text, source, 1 as count from readings where ${where}`
      : `select ${bucketOf(query.intervalMs)} as bucket, ${rank} as rank, ${aggregateColumns(query, asked)},
           min(source) as source, count(*) as count
         from readings where ${where} group by bucket, signal`;
  return `select bucket::double, rank::integer, number::double, text, source, count::double
    from (${inner}) ${rest} order by bucket, rank limit ${limit + 1}`;
}

function bucketOf(intervalMs: number): string {
  if (!(intervalMs > 0)) throw invalid('intervalMs', 'The interval must be longer than 0 ms.');
  const interval = sqlInteger(intervalMs);
  return `time_ms // ${interval} * ${interval}`;
}

function aggregateColumns({ aggregate = 'avg' }: SeriesQuery, asked: readonly StoredSignal[]): string {
  const text = asked.find(({ kind }) => kind === 'string');
  if (text !== undefined && ['avg', 'min', 'max'].includes(aggregate)) {
    throw invalid('aggregate', `${text.path} is a text: it has first, last and count, but no ${aggregate}.`);
  }
  const columns: Record<Aggregate, string> = {
    avg: 'avg(number) as number, null::varchar as text',
    min: 'min(number) as number, null::varchar as text',
    max: 'max(number) as number, null::varchar as text',
    first: 'arg_min(number, time_ms) as number, arg_min(text, time_ms) as text',
    last: 'arg_max(number, time_ms) as number, arg_max(text, time_ms) as text',
    count: 'count(*) as number, null::varchar as text',
  };
  return columns[aggregate];
}

function toPoint(row: Row, asked: readonly StoredSignal[], aggregate: Aggregate | undefined): SeriesPoint {
  const [bucket, rank, number, text, source, count] = row;
  const signal = asked[Number(rank) - 1];
  if (signal === undefined) throw new RangeError(`a query gave rank ${rank}`);
  const stored = number === null ? String(text) : Number(number);
  const isMeasure = aggregate === 'avg' || aggregate === 'count';
  return {
    path: signal.path,
    timeMs: Number(bucket),
    value: isMeasure ? stored : toReadingValue(signal, stored),
    source: sourceOf(Number(source)),
    count: Number(count),
  };
}

function decodeSeriesCursor(cursor: string): { timeMs: number; path: string } {
  const [timeMs, path] = decodeCursor(cursor, ['number', 'string']);
  return { timeMs: Number(timeMs), path: String(path) };
}

/** Readings of the same time side by side. */
export async function* querySamples(
  connection: DuckDBConnection,
  query: ReadingsOf & Period & { paths: readonly string[] },
  signals: SignalTable,
): AsyncGenerator<SampleRow> {
  const asked = query.paths.map((path) => signals.byPath(path));
  const known = asked.filter((signal) => signal !== undefined);
  if (known.length === 0) return;
  const columns = new Map<number, number[]>();
  for (const [index, signal] of asked.entries()) {
    if (signal !== undefined) columns.set(signal.id, [...(columns.get(signal.id) ?? []), index]);
  }
  const result = await connection.stream(
    `select time_ms::double, signal, number, text from readings where ${whereReadings(query, known)}
     order by time_ms`,
  );
  let row: SampleRow | undefined;
  for await (const rows of result.yieldRows()) {
    for (const [time, id, number, text] of rows) {
      const timeMs = Number(time);
      if (row !== undefined && row.timeMs !== timeMs) yield row;
      if (row?.timeMs !== timeMs) row = { timeMs, values: new Array(asked.length).fill(undefined) };
      const value = toReadingValue(signals.byId(Number(id)), number === null ? String(text) : Number(number));
      for (const index of columns.get(Number(id)) ?? []) row.values[index] = value;
    }
  }
  if (row !== undefined) yield row;
}

export async function querySignals(
  connection: DuckDBConnection,
  { vehicle, ownerEpoch }: ReadingsOf,
  signals: SignalTable,
): Promise<SignalSummary[]> {
  const epoch = ownerEpoch === undefined ? '' : `and epoch = ${sqlInteger(ownerEpoch)}`;
  const rows = await rowsOf(
    connection,
    `select signal, count(*)::double, min(time_ms)::double, max(time_ms)::double from readings
     where vehicle = ${sqlInteger(vehicle)} ${epoch} group by signal`,
  );
  return rows
    .map(([id, readings, firstMs, lastMs]) => ({
      path: signals.byId(Number(id)).path,
      readings: Number(readings),
      firstMs: Number(firstMs),
      lastMs: Number(lastMs),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function invalid(field: string, message: string): DatacarError {
  return new DatacarError('INPUT_INVALID', message, { details: { field } });
}
