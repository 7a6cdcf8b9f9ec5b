// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonDecoder, openSealer } from './internal/testing/smallServer.ts';
import { openBatchLog } from './records/openBatchLog.ts';
import { openDataKeys } from './records/openDataKeys.ts';
import { openTelemetry } from './telemetry/openTelemetry.ts';

/** A few in every run; `npm run test:crash` sets more. */
const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 3);
const WRITER = fileURLToPath(new URL('./internal/testing/crashWriter.ts', import.meta.url));
const KILL_AFTER_MS_MAX = 400;

interface Acknowledged {
  batches: { stream: number; sequence: number; position: number }[];
  count: number;
}

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'store-crash-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

/** Lets the writer work and kills it at a random moment. Gives what it said was durable. */
async function writeAndKill(vehicle: number): Promise<Acknowledged> {
  const child = spawn(process.execPath, ['--import', 'tsx', WRITER, directory, String(vehicle)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const acknowledged: Acknowledged = { batches: [], count: 0 };
  for await (const line of createInterface({ input: child.stdout })) {
    // A line may be cut by the kill; what it would have said was not heard by anyone.
    if (!line.endsWith('}')) continue;
    const said = JSON.parse(line);
    if (said.ready) setTimeout(() => child.kill('SIGKILL'), Math.random() * KILL_AFTER_MS_MAX);
    else if (said.count !== undefined) acknowledged.count = said.count;
    else acknowledged.batches.push(said);
  }
  const [, signal] = await exited;
  expect(signal).toBe('SIGKILL');
  return acknowledged;
}

test(`kill -9 at ${ROUNDS} random moments loses nothing that was acknowledged`, {
  timeout: ROUNDS * 20_000,
}, async () => {
  let total = 0;
  for (let vehicle = 1; vehicle <= ROUNDS; vehicle += 1) {
    const acknowledged = await writeAndKill(vehicle);
    total += acknowledged.batches.length;
    const count = await readFile(join(directory, 'count.json'), 'utf8').catch(() => '{"count":0}');
    expect(JSON.parse(count).count).toBeGreaterThanOrEqual(acknowledged.count);
    await compare(vehicle, acknowledged);
  }
  expect(total).toBeGreaterThan(0);
});

async function compare(vehicle: number, { batches }: Acknowledged): Promise<void> {
  const log = await openBatchLog({ directory: join(directory, 'batches'), maxSegmentBytes: 100_000 });
  const keys = await openDataKeys({ path: join(directory, 'dataKeys.json') }, { sealer: openSealer });
  const telemetry = await openTelemetry(
    { path: join(directory, 'telemetry.duckdb') },
    { batchLog: log, dataKeys: keys, decoder: jsonDecoder },
  );
  try {
    const found = new Map<string, number>();
    for await (const { record, position } of log.readFrom(0)) {
      if (record.type !== 'batch' || record.vehicle !== vehicle) continue;
      const { stream, sequence } = jsonDecoder.decodeHeader(record.header);
      const name = `${stream[0]} ${sequence}`;
      expect(found.has(name), `${name} stands in the log twice`).toBe(false);
      found.set(name, position);
    }
    for (const { stream, sequence, position } of batches) {
      expect(found.get(`${stream} ${sequence}`)).toBe(position);
    }
    await log.verify();
    const streams = await telemetry.streams(vehicle);
    expect(streams.reduce((sum, { headers }) => sum + headers, 0)).toBe(found.size);
    const signals = await telemetry.signalsOf({ vehicle });
    expect(signals.reduce((sum, { readings }) => sum + readings, 0)).toBe(found.size * 2);
    expect(telemetry.position).toBe(log.position);
  } finally {
    await telemetry.close();
    await log.close();
  }
}
