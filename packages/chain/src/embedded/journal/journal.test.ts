// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { bytesToHex, hexToBytes } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FIRST_PREVIOUS_HASH, frameRecord, hashRecord, unframeRecord } from './frameRecord.ts';
import type { JournalRecord } from './JournalRecord.ts';
import { decodeJournalRecord, encodeJournalRecord } from './journalRecordCodec.ts';
import { openJournal } from './openJournal.ts';
import { JOURNAL_BEGINNING } from './readJournal.ts';

const anyHash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => bytesToHex(bytes));
const anyAccount = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => bytesToHex(bytes));
const anyInteger = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

const anyRecord: fc.Arbitrary<JournalRecord> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('genesis' as const),
      version: fc.constant(1 as const),
      chainId: anyInteger,
      timestamp: anyInteger,
      gasLimit: anyInteger,
      hardfork: fc.string(),
      hash: anyHash,
      engine: fc.string(),
      balances: fc.array(
        fc.record({ account: anyAccount, wei: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }) }),
      ),
    },
    { requiredKeys: ['kind', 'version', 'chainId', 'timestamp', 'gasLimit', 'hardfork', 'hash', 'engine'] },
  ),
  fc.record({
    kind: fc.constant('transaction' as const),
    raw: fc.uint8Array({ minLength: 1, maxLength: 500 }).map((bytes) => bytesToHex(bytes)),
  }),
  fc.record({
    kind: fc.constantFrom('refused' as const, 'replaced' as const, 'dropped' as const),
    hash: anyHash,
    reason: fc.string({ unit: 'grapheme' }),
  }),
  fc.record({
    kind: fc.constant('block' as const),
    number: anyInteger,
    timestamp: anyInteger,
    hash: anyHash,
    transactions: fc.array(anyHash, { maxLength: 20 }),
  }),
  fc.record({ kind: fc.constant('engine' as const), engine: fc.string() }),
);

const records: JournalRecord[] = [
  {
    kind: 'genesis',
    version: 1,
    chainId: 2 ** 47 + 1,
    timestamp: 1_700_000_000,
    gasLimit: 500_000_000,
    hardfork: 'osaka',
    hash: `0x${'1c'.repeat(32)}`,
    engine: 'anvil/v1.7.1',
  },
  { kind: 'transaction', raw: `0x02${'ab'.repeat(110)}` },
  { kind: 'refused', hash: `0x${'2d'.repeat(32)}`, reason: 'nonce too low' },
  {
    kind: 'block',
    number: 1,
    timestamp: 1_700_000_001,
    hash: `0x${'3e'.repeat(32)}`,
    transactions: [`0x${'4f'.repeat(32)}`],
  },
];

describe('journal records', () => {
  test('survive being written and read', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        expect(decodeJournalRecord(encodeJournalRecord(record))).toEqual(record);
      }),
    );
  });

  test('of a chain without balances have the bytes that they always had', () => {
    const [genesis] = records;
    // Record 0 above, written before there were balances.
    const bytes =
      '0xa8646861736858201c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c646b696e646767656e6573697366656e67696e656c616e76696c2f76312e372e3167636861696e49641b00008000000000016776657273696f6e01686761734c696d69741a1dcd65006868617264666f726b656f73616b616974696d657374616d701a6553f100';
    expect(bytesToHex(encodeJournalRecord(genesis as JournalRecord))).toBe(bytes);
    expect(decodeJournalRecord(hexToBytes(bytes))).toEqual(genesis);
  });

  test('of an unknown kind, and rubbish, are refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => decodeJournalRecord(bytes)).toThrow();
      }),
    );
  });

  test('frames name the record before', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (first, second) => {
        const one = frameRecord(first, FIRST_PREVIOUS_HASH);
        const two = frameRecord(second, hashRecord(one));
        const read = unframeRecord(Buffer.concat([one, two]), FIRST_PREVIOUS_HASH);
        expect(read).toMatchObject({ state: 'whole', recordBytes: one.length });
        expect(unframeRecord(two, hashRecord(one)).state).toBe('whole');
        expect(unframeRecord(two, FIRST_PREVIOUS_HASH).state).toBe('order');
      }),
    );
  });
});

describe('the journal file', () => {
  let directory: string;
  let whole: Buffer;
  /** Where each record ends. */
  let ends: number[];
  let path: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'datacar-journal-'));
    path = join(directory, 'journal');
    const journal = await openJournal({ path });
    ends = [];
    for (const record of records) {
      await journal.append([record]);
      ends.push(journal.place.bytes);
    }
    await journal.close();
    whole = await readFile(path);
  });
  afterAll(() => rm(directory, { recursive: true }));

  async function reopen(bytes: Buffer): Promise<{ read: JournalRecord[]; tornBytes: number; left: number }> {
    await writeFile(path, bytes);
    let tornBytes = 0;
    const journal = await openJournal({
      path,
      onTorn: (count) => {
        tornBytes = count;
      },
    });
    const read: JournalRecord[] = [];
    for await (const record of journal.recordsAfter(JOURNAL_BEGINNING)) read.push(record);
    await journal.close();
    return { read, tornBytes, left: (await readFile(path)).length };
  }

  test('gives back what was appended', async () => {
    expect(await reopen(whole)).toEqual({ read: records, tornBytes: 0, left: whole.length });
  });

  test('loses only the torn record when it ends anywhere', async () => {
    for (let length = 0; length < whole.length; length++) {
      const kept = ends.filter((end) => end <= length).length;
      const keptBytes = ends[kept - 1] ?? 0;
      expect(await reopen(whole.subarray(0, length))).toEqual({
        read: records.slice(0, kept),
        tornBytes: length - keptBytes,
        left: keptBytes,
      });
    }
  });

  test('cuts zeros that a longer file leaves behind a torn write', async () => {
    const last = ends.at(-2) ?? 0;
    const torn = Buffer.concat([whole.subarray(0, last), Buffer.alloc(4096)]);
    expect((await reopen(torn)).read).toEqual(records.slice(0, -1));
    const half = Buffer.from(whole);
    half.fill(0, last + 50);
    expect((await reopen(half)).read).toEqual(records.slice(0, -1));
  });

  test('refuses any changed byte, and changes nothing then', async () => {
    for (let offset = 0; offset < whole.length; offset++) {
      const damaged = Buffer.from(whole);
      damaged[offset] = (damaged[offset] ?? 0) ^ 0x40;
      await expect(reopen(damaged), `byte ${offset}`).rejects.toMatchObject({
        code: 'CHAIN_JOURNAL_DAMAGED',
      });
      expect(await readFile(path)).toEqual(damaged);
    }
  });

  test('refuses a record that was taken out', async () => {
    const without = Buffer.concat([whole.subarray(0, ends[0]), whole.subarray(ends[1])]);
    await expect(reopen(without)).rejects.toMatchObject({
      code: 'CHAIN_JOURNAL_DAMAGED',
      details: { part: 'order' },
    });
  });

  test('goes on behind a cut record', async () => {
    await writeFile(path, whole.subarray(0, whole.length - 3));
    const journal = await openJournal({ path });
    await journal.append(records.slice(-1));
    await journal.close();
    expect(await readFile(path)).toEqual(whole);
  });
});
