// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BatchColumn } from '@datacar/core/records/BatchColumn';
import { catalogue } from '@datacar/core/signals/catalogue';
import type { Benchmark, BenchmarkResult } from '@datacar/testing/bench/Benchmark';
import { BIGINT, DOUBLE, DuckDBDataChunk, DuckDBInstance, SMALLINT } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { headerOf, jsonDecoder, openSealer } from '../internal/testing/smallServer.ts';
import { openBatchLog } from '../records/openBatchLog.ts';
import { openDataKeys } from '../records/openDataKeys.ts';
import { openTelemetry } from './openTelemetry.ts';
import type { Telemetry } from './Telemetry.ts';

const VEHICLES = [1, 2, 3];
const SIGNALS = catalogue.filter(({ type }) => type === 'float' || type === 'double').slice(0, 20);
const PERIOD_MS = 30_000;
const DAYS = 7;
const FROM_MS = Date.UTC(2026, 0, 5);
const TO_MS = FROM_MS + DAYS * 86_400_000;
const READINGS_PER_SIGNAL = (TO_MS - FROM_MS) / PERIOD_MS;
const ROUNDS = 15;

/** A server's projection and nothing around it. */
async function withTelemetry<T>(work: (telemetry: Telemetry, directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'telemetry-bench-'));
  const batchLog = await openBatchLog({ directory: join(directory, 'batches') });
  const dataKeys = await openDataKeys({ path: join(directory, 'keys.json') }, { sealer: openSealer });
  const telemetry = await openTelemetry(
    { path: join(directory, 'telemetry.duckdb') },
    { batchLog, dataKeys, decoder: jsonDecoder },
  );
  try {
    return await work(telemetry, directory);
  } finally {
    await telemetry.close();
    await batchLog.close();
    await rm(directory, { recursive: true, force: true });
  }
}

function valueAt(vehicle: number, signal: number, timeMs: number): number {
  return vehicle * 10 + signal + Math.sin(timeMs / 600_000 + signal) * 5;
}

function columnsFor(vehicle: number, timesMs: Float64Array): BatchColumn[] {
  return SIGNALS.map(({ path }, signal) => ({
    path,
    kind: 'float',
    timesMs,
    values: timesMs.map((timeMs) => valueAt(vehicle, signal, timeMs)),
  }));
}

/** 3 vehicles, 7 days, 20 signals every 30 s, in batches of one minute: 1,209,600 readings. */
async function fill(telemetry: Telemetry): Promise<void> {
  let position = 0;
  for (let fromMs = FROM_MS, sequence = 0; fromMs < TO_MS; fromMs += 2 * PERIOD_MS, sequence += 1) {
    for (const vehicle of VEHICLES) {
      const columns = columnsFor(vehicle, Float64Array.of(fromMs, fromMs + PERIOD_MS));
      await telemetry.project({
        position,
        nextPosition: position + 1,
        columns,
        header: {
          ...headerOf({ vehicle, sequence, columns, fromMs, toMs: fromMs + 2 * PERIOD_MS }),
          headerHash: new Uint8Array(32),
          receivedAtMs: fromMs,
          leafIndex: position,
          isFork: false,
        },
      });
      position += 1;
    }
  }
  await telemetry.flush();
}

/** The same readings in a table with nothing but what the query needs, filled by data chunks. */
async function openBareTable(directory: string) {
  const instance = await DuckDBInstance.create(join(directory, 'bare.duckdb'), { threads: '2' });
  const connection = await instance.connect();
  await connection.run('create table bare (vehicle bigint, signal smallint, time_ms bigint, number double)');
  for (const vehicle of VEHICLES) {
    await connection.run(
      `insert into bare select ${vehicle}, s, ${FROM_MS} + t * ${PERIOD_MS}, ${vehicle} * 10 + s + sin(t) * 5
       from range(${READINGS_PER_SIGNAL}) times(t), range(${SIGNALS.length}) signals(s) order by t, s`,
    );
  }
  await connection.run('checkpoint');
  return { connection, close: () => instance.closeSync() };
}

/** Milliseconds of the median round, after two rounds that warm up. */
async function medianOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = -2; round < ROUNDS; round += 1) {
    const start = performance.now();
    await work();
    if (round >= 0) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

async function measureMean(signals: number): Promise<BenchmarkResult> {
  return withTelemetry(async (telemetry, directory) => {
    await fill(telemetry);
    const paths = SIGNALS.slice(0, signals).map(({ path }) => path);
    const query = { vehicle: 2, paths, fromMs: FROM_MS, toMs: TO_MS, intervalMs: 3_600_000 };
    const expected = signals * DAYS * 24;
    const value = await medianOf(async () => {
      const { items } = await telemetry.series({ ...query, aggregate: 'avg' });
      if (items.length !== expected) throw new Error(`expected ${expected} points, got ${items.length}`);
    });
    const bare = await openBareTable(directory);
    const baselineValue = await medianOf(async () => {
      const reader = await bare.connection.runAndReadAll(
        `select time_ms // 3600000 as hour, signal, avg(number) from bare
         where vehicle = 2 and signal < ${signals} and time_ms >= ${FROM_MS} and time_ms < ${TO_MS}
         group by hour, signal order by hour, signal`,
      );
      if (reader.getRows().length !== expected) throw new Error('the baseline gave another number of rows');
    });
    bare.close();
    return { value, baselineName: 'bare DuckDB, bare table', baselineValue };
  });
}

const PROJECT_READINGS = 1_000_000;
const BATCH_ROWS = 39;

/** Readings per second through `project` until they are in the file: batches of 780 readings, all new. */
async function measureProject(): Promise<BenchmarkResult> {
  return withTelemetry(async (telemetry, directory) => {
    const batches = Array.from(
      { length: Math.ceil(PROJECT_READINGS / (BATCH_ROWS * SIGNALS.length)) },
      (_, index) => {
        const fromMs = FROM_MS + index * 60_000;
        const timesMs = Float64Array.from({ length: BATCH_ROWS }, (_unused, row) => fromMs + row * 1000);
        const columns = columnsFor(1, timesMs);
        const header = headerOf({ sequence: index, columns, fromMs, toMs: fromMs + 60_000 });
        return { columns, header };
      },
    );
    const start = performance.now();
    for (const [index, { columns, header }] of batches.entries()) {
      await telemetry.project({
        position: index,
        nextPosition: index + 1,
        columns,
        header: {
          ...header,
          headerHash: new Uint8Array(32),
          receivedAtMs: 0,
          leafIndex: index,
          isFork: false,
        },
      });
    }
    await telemetry.flush();
    const readings = batches.length * BATCH_ROWS * SIGNALS.length;
    const value = readings / ((performance.now() - start) / 1000);
    return {
      value,
      baselineName: 'bare DuckDB data chunks',
      baselineValue: await measureBareAppend(directory, readings),
    };
  });
}

async function measureBareAppend(directory: string, readings: number): Promise<number> {
  const instance = await DuckDBInstance.create(join(directory, 'append.duckdb'), { threads: '2' });
  const connection = await instance.connect();
  await connection.run('create table bare (vehicle bigint, signal smallint, time_ms bigint, number double)');
  const rows = duckdb.vector_size();
  const columns = [
    new BigInt64Array(rows),
    new Int16Array(rows),
    new BigInt64Array(rows),
    new Float64Array(rows),
  ];
  const chunk = DuckDBDataChunk.create([BIGINT, SMALLINT, BIGINT, DOUBLE]);
  const start = performance.now();
  for (let written = 0; written < readings; ) {
    await connection.run('begin');
    const appender = await connection.createAppender('bare');
    for (let transaction = 0; transaction < 100_000 && written < readings; ) {
      const count = Math.min(rows, readings - written);
      chunk.reset();
      chunk.rowCount = count;
      for (const [index, column] of columns.entries()) {
        const vector = duckdb.data_chunk_get_vector(chunk.chunk, index);
        duckdb.copy_data_to_vector(vector, 0, column.buffer, 0, count * column.BYTES_PER_ELEMENT);
      }
      appender.appendDataChunk(chunk);
      written += count;
      transaction += count;
    }
    appender.closeSync();
    await connection.run('commit');
  }
  const perSecond = readings / ((performance.now() - start) / 1000);
  instance.closeSync();
  return perSecond;
}

export const benchmarks: Benchmark[] = [
  {
    name: 'query.mean3',
    unit: 'ms',
    isHigherBetter: false,
    aim: 'at most 31: hourly means of 3 signals of one vehicle over 7 days among 1.2 million readings',
    run: () => measureMean(3),
  },
  {
    name: 'query.mean20',
    unit: 'ms',
    isHigherBetter: false,
    aim: 'at most 68: hourly means of 20 signals of one vehicle over 7 days among 1.2 million readings',
    run: () => measureMean(20),
  },
  {
    name: 'store.project',
    unit: 'readings/s',
    isHigherBetter: true,
    aim: 'at least 1,000,000, so that projecting costs the ingest at most 1 µs a reading',
    run: measureProject,
  },
];
