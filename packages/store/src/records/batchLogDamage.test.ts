// SPDX-License-Identifier: Apache-2.0
import { type FileHandle, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SignedRecord } from './LogRecord.ts';
import { openBatchLog } from './openBatchLog.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'batch-log-damage-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(directory, { recursive: true, force: true });
});

function record(number: number): SignedRecord {
  return {
    type: 'signed',
    payloadHash: new Uint8Array(32).fill(number),
    receivedAtMs: number,
    cose: new Uint8Array(20).fill(number + 1),
  };
}

async function readNumbers(): Promise<number[]> {
  const log = await openBatchLog({ directory });
  try {
    const numbers: number[] = [];
    for await (const entry of log.readFrom(0)) numbers.push((entry.record as SignedRecord).receivedAtMs);
    return numbers;
  } finally {
    await log.close();
  }
}

test('whatever happens to the bytes: the records before the damage, or an error with its place', async () => {
  const log = await openBatchLog({ directory });
  for (let number = 0; number < 5; number += 1) await log.append(record(number), { isLeaf: true });
  await log.close();
  const [name = ''] = await readdir(directory);
  const path = join(directory, name);
  const whole = await readFile(path);
  const change = fc.oneof(
    fc.record({
      kind: fc.constant('flip'),
      at: fc.nat(whole.length - 1),
      bits: fc.integer({ min: 1, max: 255 }),
    }),
    fc.record({ kind: fc.constant('cut'), at: fc.nat(whole.length), bits: fc.constant(0) }),
    fc.record({ kind: fc.constant('append'), at: fc.nat(200), bits: fc.nat(255) }),
  );
  await fc.assert(
    fc.asyncProperty(change, async ({ kind, at, bits }) => {
      const changed = Buffer.from(kind === 'append' ? Buffer.concat([whole, Buffer.alloc(at, bits)]) : whole);
      if (kind === 'flip') changed[at] = (changed[at] ?? 0) ^ bits;
      await writeFile(path, kind === 'cut' ? changed.subarray(0, at) : changed);
      const outcome = await readNumbers().catch((error: unknown) => error);
      if (Array.isArray(outcome)) {
        expect(outcome).toEqual([0, 1, 2, 3, 4].slice(0, outcome.length));
        // A flipped byte was on the disk once, so what it belongs to was acknowledged: never cut it.
        expect(kind).not.toBe('flip');
        if (kind === 'append') expect(outcome).toHaveLength(5);
      } else {
        expect(outcome).toMatchObject({ code: 'STORAGE_DAMAGED', details: { file: path } });
        expect(kind).not.toBe('cut');
      }
      // Opening may have removed an unfinished segment.
      for (const left of await readdir(directory)) await rm(join(directory, left));
    }),
    { numRuns: 200 },
  );
});

test('after a failed sync nothing is accepted until the log is opened again', async () => {
  const log = await openBatchLog({ directory });
  await log.append(record(0), { isLeaf: true });
  const probe = await open(join(directory, 'probe'), 'w');
  const prototype = Object.getPrototypeOf(probe) as FileHandle;
  await probe.close();
  const failure = Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' });
  vi.spyOn(prototype, 'datasync').mockRejectedValueOnce(failure);
  const results = await Promise.allSettled([1, 2, 3].map((n) => log.append(record(n), { isLeaf: true })));
  for (const result of results) expect(result).toMatchObject({ reason: { code: 'STORAGE_FAILED' } });
  await expect(log.append(record(4), { isLeaf: true })).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  expect(log.leafCount).toBe(1);
  await log.close();
  expect(await readNumbers()).toContain(0);
});

test('one sync serves many that append at the same time', async () => {
  const log = await openBatchLog({ directory });
  const probe = await open(join(directory, 'probe'), 'w');
  const syncs = vi.spyOn(Object.getPrototypeOf(probe) as FileHandle, 'datasync');
  await probe.close();
  await Promise.all(Array.from({ length: 100 }, (_, n) => log.append(record(n), { isLeaf: true })));
  expect(syncs.mock.calls.length).toBeLessThanOrEqual(2);
  await log.close();
});

test('more than it can hold in memory is refused, not kept', async () => {
  const log = await openBatchLog({ directory });
  const large = { ...record(0), cose: new Uint8Array(8 * 1024 * 1024) };
  const results = await Promise.allSettled(
    Array.from({ length: 12 }, () => log.append(large, { isLeaf: true })),
  );
  const refused = results.filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  for (const result of refused) expect(result).toMatchObject({ reason: { code: 'OVERLOADED' } });
  expect(log.leafCount).toBe(12 - refused.length);
  await log.close();
});
