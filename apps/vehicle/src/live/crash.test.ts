// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { decodeBatch } from '@datacar/core/records/decodeBatch';
import { verifyBatchHeader } from '@datacar/core/records/verifyBatchHeader';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Device } from '../folder/Device.ts';
import { makeTestDevice } from '../folder/makeTestDevice.ts';
import { LIVE_STREAM, streamFolder } from '../folder/streamFolder.ts';
import { openReadingsJournal } from '../queue/openReadingsJournal.ts';
import { openStreamQueue } from '../queue/openStreamQueue.ts';

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 3);
const WORKER = fileURLToPath(new URL('./recorderCrash.worker.ts', import.meta.url));
/** A round is killed within this long after the agent recorded its first reading. */
const LIFE_MS_MAX = 400;

let folder: string;
let device: Device;
let child: ChildProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datacar-crash-'));
  device = await makeTestDevice(folder);
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

interface Line {
  sequence?: number;
  headerHash?: string;
  taken?: number;
  started?: number;
}

/** Runs the agent until it is killed at a random moment; returns what it said until then. */
async function runAndKill(startMs: number): Promise<Line[]> {
  child = spawn(process.execPath, ['--import', 'tsx', WORKER, folder, String(startMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: Line[] = [];
  const { stdout } = child;
  if (stdout === null) throw new Error('the worker has no output');
  const reader = createInterface({ input: stdout });
  reader.on('line', (line) => {
    // The kill may cut the last line.
    if (line.endsWith('}')) lines.push(JSON.parse(line) as Line);
    if (lines.length === 1) setTimeout(() => child?.kill('SIGKILL'), Math.random() * LIFE_MS_MAX);
  });
  await Promise.all([once(child, 'exit'), once(reader, 'close')]);
  return lines;
}

test(
  `an agent that is killed ${ROUNDS} times signs each number once, keeps all that it signed and took`,
  async () => {
    const signed = new Map<number, string>();
    const taken = new Set<number>();
    for (let round = 0; round < ROUNDS; round += 1) {
      // Now and then the machine's clock has lost its time.
      const lines = await runAndKill(round % 3 === 2 ? 0 : 1_000_000);
      for (const { sequence, headerHash, taken: timeMs } of lines) {
        if (timeMs !== undefined) taken.add(timeMs);
        if (sequence === undefined || headerHash === undefined) continue;
        expect(signed.get(sequence) ?? headerHash).toBe(headerHash);
        signed.set(sequence, headerHash);
      }
    }

    const queue = await openStreamQueue({ folder: streamFolder(folder, LIVE_STREAM) }, { clock: Date.now });
    expect(queue.head().sequence).toBeGreaterThan(ROUNDS);
    const found = new Set<number>();
    let previousHash = '0'.repeat(64);
    let toMs = 0;
    for (let sequence = 0; sequence < queue.head().sequence; sequence += 1) {
      const batch = decodeBatch(await queue.readWire(sequence));
      verifyBatchHeader(batch.cose, device.identity.publicKey);
      const { header, headerHash, columns } = batch;
      expect(Buffer.from(header.previousHash).toString('hex')).toBe(previousHash);
      expect(header.fromMs).toBeGreaterThanOrEqual(toMs);
      previousHash = Buffer.from(headerHash).toString('hex');
      toMs = header.toMs;
      expect(signed.get(sequence) ?? previousHash).toBe(previousHash);
      for (const { timesMs } of columns) for (const timeMs of timesMs) found.add(timeMs);
    }
    await queue.close();
    const journal = await openReadingsJournal(queue.folder);
    for (const { timeMs } of journal.recovered?.readings ?? []) found.add(timeMs);
    await journal.close();
    expect([...taken].filter((timeMs) => !found.has(timeMs))).toEqual([]);
    expect(taken.size).toBeGreaterThan(ROUNDS);
  },
  30_000 + ROUNDS * 5_000,
);
