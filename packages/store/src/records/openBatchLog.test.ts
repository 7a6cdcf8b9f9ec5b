// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import {
  appendFile,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LogEntry } from './BatchLog.ts';
import type { BatchRecord, LogRecord } from './LogRecord.ts';
import { openBatchLog } from './openBatchLog.ts';

const SEGMENT_HEADER_BYTES = 64;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'batch-log-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

function batch(bytes = 100, vehicle = 1): BatchRecord {
  return {
    type: 'batch',
    vehicle,
    ownerEpoch: 0,
    headerHash: randomBytes(32),
    receivedAtMs: 1_750_000_000_000,
    isFork: false,
    header: randomBytes(40),
    keyId: randomBytes(16),
    body: randomBytes(bytes),
  };
}

async function all(entries: AsyncIterable<LogEntry>): Promise<LogEntry[]> {
  const list: LogEntry[] = [];
  for await (const entry of entries) list.push(entry);
  return list;
}

/** Turns every byte array into hex, so that views and buffers compare alike. */
function plain(record: LogRecord): unknown {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  return Array.isArray(value) ? value.map(plainValue) : value;
}

async function segmentFiles(): Promise<string[]> {
  return (await readdir(directory)).sort().map((name) => join(directory, name));
}

async function flipByte(path: string, offset: number): Promise<void> {
  const handle = await open(path, 'r+');
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, offset);
  await handle.write(Buffer.of((buffer[0] ?? 0) ^ 0x01), 0, 1, offset);
  await handle.close();
}

describe('appending and reading', () => {
  test('gives back every record, in order, at its position, over segments and restarts', async () => {
    const byte = fc.uint8Array({ minLength: 0, maxLength: 300 });
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const uint = fc.integer({ min: 0, max: 2 ** 48 - 1 });
    const record: fc.Arbitrary<LogRecord> = fc.oneof(
      fc.record({
        type: fc.constant('batch' as const),
        vehicle: uint,
        ownerEpoch: fc.nat(),
        headerHash: hash,
        receivedAtMs: uint,
        isFork: fc.boolean(),
        header: byte,
        keyId: fc.uint8Array({ minLength: 16, maxLength: 16 }),
        body: byte,
      }),
      fc.record({
        type: fc.constant('signed' as const),
        payloadHash: hash,
        receivedAtMs: uint,
        cose: byte,
      }),
      fc.record({
        type: fc.constant('erase' as const),
        vehicle: uint,
        ownerEpoch: fc.nat(),
        erasedAtMs: uint,
        keyIds: fc.array(fc.uint8Array({ minLength: 16, maxLength: 16 }), { maxLength: 3 }),
      }),
      fc.record({
        type: fc.constant('anchor' as const),
        logId: uint,
        size: uint,
        root: hash,
        mapRoot: hash,
        mapSize: uint,
        checkpoint: fc.string({ unit: 'grapheme' }),
        rawTransaction: byte,
        transactionHash: hash,
        blockNumber: uint,
        blockHash: hash,
        blockTimeMs: uint,
      }),
    );
    const input = fc.array(fc.tuple(record, fc.boolean()), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(input, async (records) => {
        await rm(directory, { recursive: true, force: true });
        let log = await openBatchLog({ directory, maxSegmentBytes: 500 });
        const appended = [];
        for (const [item, isLeaf] of records) appended.push(await log.append(item, { isLeaf }));
        await log.close();
        log = await openBatchLog({ directory, maxSegmentBytes: 500 });
        const entries = await all(log.readFrom(0));
        expect(entries.map((entry) => plain(entry.record))).toEqual(records.map(([item]) => plain(item)));
        let leaves = 0;
        for (const [index, [item, isLeaf]] of records.entries()) {
          const position = appended[index]?.position ?? -1;
          expect(plain((await log.read(position)).record)).toEqual(plain(item));
          expect(entries[index]?.position).toBe(position);
          expect(appended[index]?.leafIndex).toBe(isLeaf ? leaves++ : undefined);
        }
        expect(log.leafCount).toBe(leaves);
        expect(entries.at(-1)?.nextPosition).toBe(log.position);
        expect((await log.verify()).records).toBe(records.length);
        await log.close();
      }),
      { numRuns: 15 },
    );
  });

  test('keeps the order of concurrent appends', async () => {
    const log = await openBatchLog({ directory });
    const records = Array.from({ length: 500 }, (_, index) => batch(50, index));
    const appended = await Promise.all(records.map((record) => log.append(record, { isLeaf: true })));
    expect(appended.map(({ leafIndex }) => leafIndex)).toEqual(records.map((_, index) => index));
    const vehicles = (await all(log.readFrom(0))).map(({ record }) => (record as BatchRecord).vehicle);
    expect(vehicles).toEqual(records.map(({ vehicle }) => vehicle));
    await log.close();
  });

  test('reads on from a position', async () => {
    const log = await openBatchLog({ directory, maxSegmentBytes: 1000 });
    for (let index = 0; index < 20; index += 1) await log.append(batch(200, index), { isLeaf: true });
    const entries = await all(log.readFrom(0));
    const rest = await all(log.readFrom(entries[12]?.position ?? 0));
    expect(rest.map(({ position }) => position)).toEqual(entries.slice(12).map(({ position }) => position));
    expect(await all(log.readFrom(log.position))).toEqual([]);
    await log.close();
  });

  test('does not know a position behind its end', async () => {
    const log = await openBatchLog({ directory });
    await expect(log.read(0)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await log.close();
  });

  test('refuses appends once closed', async () => {
    const log = await openBatchLog({ directory });
    await log.close();
    await expect(log.append(batch(), { isLeaf: true })).rejects.toMatchObject({ code: 'STARTING' });
  });
});

describe('after a crash', () => {
  async function threeRecords(): Promise<{ path: string; ends: number[] }> {
    const log = await openBatchLog({ directory });
    const ends = [];
    for (let index = 0; index < 3; index += 1) {
      await log.append(batch(200, index), { isLeaf: true });
      ends.push(log.position + SEGMENT_HEADER_BYTES);
    }
    await log.close();
    return { path: (await segmentFiles())[0] ?? '', ends };
  }

  test('cuts a torn last record wherever it was torn', async () => {
    const { path, ends } = await threeRecords();
    const content = await readFile(path);
    const [, second = 0, third = 0] = ends;
    for (const size of [second + 1, second + 30, second + 52, second + 100, third - 1]) {
      await writeFile(path, content.subarray(0, size));
      const log = await openBatchLog({ directory });
      expect(log.leafCount).toBe(2);
      expect((await stat(path)).size).toBe(second);
      expect(await log.append(batch(), { isLeaf: true })).toMatchObject({ leafIndex: 2 });
      expect((await log.verify()).records).toBe(3);
      await log.close();
    }
  });

  test('cuts blocks of zeros that were never written', async () => {
    const { path, ends } = await threeRecords();
    await truncate(path, (ends[1] ?? 0) + 20);
    await appendFile(path, Buffer.alloc(4096));
    const log = await openBatchLog({ directory });
    expect(log.leafCount).toBe(2);
    await log.close();
  });

  test.each([
    ['length', 5],
    ['payload', 150],
    ['link', 25],
  ])('refuses a record with a damaged %s', async (_what, within) => {
    const { path, ends } = await threeRecords();
    for (const start of [SEGMENT_HEADER_BYTES, ends[0] ?? 0, ends[1] ?? 0]) {
      await flipByte(path, start + within);
      await expect(openBatchLog({ directory })).rejects.toMatchObject({
        code: 'STORAGE_DAMAGED',
        details: { file: path, offset: start },
      });
      await flipByte(path, start + within);
    }
    await (await openBatchLog({ directory })).close();
  });

  test('finds damage in an older segment when it reads it', async () => {
    const log = await openBatchLog({ directory, maxSegmentBytes: 300 });
    for (let index = 0; index < 6; index += 1) await log.append(batch(200, index), { isLeaf: true });
    const [path = ''] = await segmentFiles();
    await flipByte(path, 150);
    await expect(log.read(0)).rejects.toMatchObject({ code: 'STORAGE_DAMAGED' });
    await expect(log.verify()).rejects.toMatchObject({ code: 'STORAGE_DAMAGED', details: { file: path } });
    await log.close();
  });

  test('refuses a log with a missing or a shortened segment', async () => {
    const log = await openBatchLog({ directory, maxSegmentBytes: 300 });
    for (let index = 0; index < 6; index += 1) await log.append(batch(200, index), { isLeaf: true });
    await log.close();
    const [, second = ''] = await segmentFiles();
    const content = await readFile(second);
    await truncate(second, content.length - 1);
    await expect(openBatchLog({ directory })).rejects.toMatchObject({ code: 'STORAGE_DAMAGED' });
    await rm(second);
    await expect(openBatchLog({ directory })).rejects.toMatchObject({ code: 'STORAGE_DAMAGED' });
  });

  test('removes a segment that was being made', async () => {
    const log = await openBatchLog({ directory });
    await log.append(batch(), { isLeaf: true });
    const { position } = log;
    await log.close();
    const unfinished = join(directory, `${String(position).padStart(15, '0')}.log`);
    await writeFile(unfinished, Buffer.alloc(17));
    const again = await openBatchLog({ directory });
    expect(again.position).toBe(position);
    expect(await segmentFiles()).not.toContain(unfinished);
    await again.close();
  });
});
