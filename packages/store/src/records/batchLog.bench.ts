// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark, BenchmarkResult } from '@datacar/testing/bench/Benchmark';
import type { BatchRecord } from './LogRecord.ts';
import { openBatchLog } from './openBatchLog.ts';

/** A batch of 780 readings, deflated and sealed. */
const BODY_BYTES = 6000;
const RECORDS = 5000;
/** Cars that wait for an acknowledgement at the same time. */
const CLIENTS = 64;

function record(): BatchRecord {
  return {
    type: 'batch',
    vehicle: 1,
    ownerEpoch: 0,
    headerHash: randomBytes(32),
    receivedAtMs: 0,
    isFork: false,
    header: randomBytes(420),
    keyId: randomBytes(16),
    body: randomBytes(BODY_BYTES),
  };
}

/** Acknowledged appends per second with `CLIENTS` waiting at a time, beside one write and fdatasync after the other. */
async function measureAppend(): Promise<BenchmarkResult> {
  const directory = await mkdtemp(join(tmpdir(), 'batch-log-bench-'));
  try {
    const records = Array.from({ length: RECORDS }, record);
    const log = await openBatchLog({ directory: join(directory, 'batches') });
    const start = performance.now();
    let next = 0;
    const client = async () => {
      for (let item = records[next++]; item !== undefined; item = records[next++]) {
        await log.append(item, { isLeaf: true });
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
    const value = RECORDS / ((performance.now() - start) / 1000);
    await log.close();
    return { value, baselineName: 'bare write + fdatasync', baselineValue: await measureBareLoop(directory) };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function measureBareLoop(directory: string): Promise<number> {
  const handle = await open(join(directory, 'bare'), 'w');
  const bytes = randomBytes(BODY_BYTES + 500);
  const rounds = 500;
  const start = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    await handle.write(bytes, 0, bytes.length, round * bytes.length);
    await handle.datasync();
  }
  const perSecond = rounds / ((performance.now() - start) / 1000);
  await handle.close();
  return perSecond;
}

export const benchmarks: Benchmark[] = [
  {
    name: 'store.append',
    unit: 'records/s',
    isHigherBetter: true,
    aim: 'more than one fdatasync a record would allow, with 64 cars waiting at a time',
    run: measureAppend,
  },
];
