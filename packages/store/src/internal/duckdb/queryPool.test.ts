// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from './openDatabase.ts';
import { openQueryPool, type QueryPool } from './queryPool.ts';
import { numbersOf } from './queryRows.ts';

let directory: string;
let database: Database;
let pool: QueryPool;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'query-pool-'));
  const migrations = ['create table numbers as select range::double as n from range(1000)'];
  database = await openDatabase({
    path: join(directory, 'x.duckdb'),
    memoryLimit: '64MB',
    threads: 1,
    migrations,
  });
  pool = await openQueryPool(database, { queryTimeoutMs: 100, onDamaged() {} });
});
afterEach(async () => {
  await pool.close();
  database.closeSync();
  await rm(directory, { recursive: true, force: true });
});

const count = (connection: DuckDBConnection) => numbersOf(connection, 'select count(*) from numbers');
const endless = (connection: DuckDBConnection) =>
  numbersOf(connection, 'select sum(sqrt(range)) from range(1000000000000)');

test('runs queries and streams', async () => {
  expect(await pool.run(count)).toEqual([[1000]]);
  const rows = [];
  const numbers = pool.stream(async function* (connection) {
    const result = await connection.stream('select n from numbers order by n');
    for await (const chunk of result.yieldRows()) yield* chunk;
  });
  for await (const [n] of numbers) {
    rows.push(n);
    if (rows.length === 3) break;
  }
  expect(rows).toEqual([0, 1, 2]);
  expect(await Promise.all(Array.from({ length: 20 }, () => pool.run(count)))).toHaveLength(20);
});

test('ends a query that takes too long, and the connection serves the next', async () => {
  const slow = await Promise.allSettled(Array.from({ length: 3 }, () => pool.run(endless)));
  for (const result of slow) expect(result).toMatchObject({ reason: { code: 'QUERY_TIMEOUT' } });
  expect(await pool.run(count)).toEqual([[1000]]);
});

test('refuses a query that needs too much memory', async () => {
  const patient = await openQueryPool(database, { queryTimeoutMs: 20_000, onDamaged() {} });
  const large = patient.run((connection) =>
    numbersOf(connection, 'select len(list(range)) from range(50000000)'),
  );
  await expect(large).rejects.toMatchObject({ code: 'QUERY_TOO_LARGE' });
  await patient.close();
});

test('refuses queries when too many wait', async () => {
  const results = await Promise.allSettled(Array.from({ length: 100 }, () => pool.run(count)));
  const refused = results.filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(100 - 2 - 64);
  expect(refused[0]).toMatchObject({ reason: { code: 'OVERLOADED' } });
});

test('holds queries back while the database is exchanged', async () => {
  const events: string[] = [];
  const before = pool.run(async (connection) => {
    await count(connection);
    events.push('before');
  });
  const exchange = pool.exclusively(async () => {
    events.push('exchanged');
    return database;
  });
  const after = Array.from({ length: 5 }, () => pool.run(async () => events.push('after')));
  await Promise.all([before, exchange, ...after]);
  expect(events).toEqual(['before', 'exchanged', 'after', 'after', 'after', 'after', 'after']);
});

test('refuses, and does not hold, whoever waits for an exchange that fails', async () => {
  const damages: unknown[] = [];
  const unlucky = await openQueryPool(database, {
    queryTimeoutMs: 100,
    onDamaged: (error) => damages.push(error),
  });
  const failure = new Error('no space left');
  const exchange = unlucky.exclusively(() => Promise.reject(failure));
  const waiting = unlucky.run(count);
  await expect(exchange).rejects.toBe(failure);
  await expect(waiting).rejects.toMatchObject({ code: 'STARTING' });
  await expect(unlucky.run(count)).rejects.toMatchObject({ code: 'STARTING' });
  expect(damages).toEqual([failure]);
  await unlucky.close();
});

test('refuses what comes after its end', async () => {
  await pool.close();
  await expect(pool.run(count)).rejects.toMatchObject({ code: 'STARTING' });
  pool = await openQueryPool(database, { queryTimeoutMs: 100, onDamaged() {} });
});
