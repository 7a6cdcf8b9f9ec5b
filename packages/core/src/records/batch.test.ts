// SPDX-License-Identifier: Apache-2.0
import {
  createSampleRecords,
  SAMPLE_START_MS,
  sampleKey,
  sampleReadings,
} from '@datacar/testing/records/createSampleRecords';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CborFloat } from '../encoding/CborFloat.ts';
import { compareBytes } from '../encoding/compareBytes.ts';
import { decodeCbor } from '../encoding/decodeCbor.ts';
import { encodeCbor } from '../encoding/encodeCbor.ts';
import { encodeUtf8 } from '../encoding/encodeUtf8.ts';
import type { Batch } from './Batch.ts';
import type { BatchColumn } from './BatchColumn.ts';
import { batchSalt } from './batchSalt.ts';
import { buildBatch } from './buildBatch.ts';
import { checkBatchRoot } from './checkBatchRoot.ts';
import { createBatchProver } from './createBatchProver.ts';
import { decodeBatch } from './decodeBatch.ts';
import { encodeBatch } from './encodeBatch.ts';
import { hashColumns } from './hashColumns.ts';
import { hashReading } from './hashReading.ts';
import type { Reading, TypedReading, ValueKind } from './Reading.ts';
import { toColumns } from './toColumns.ts';
import { verifyBatchHeader } from './verifyBatchHeader.ts';
import { verifyInclusion } from './verifyInclusion.ts';

const sample = createSampleRecords();
const secret = sampleKey('secret');

const path = fc.string({ unit: fc.constantFrom(...'ABCabc.09_'), minLength: 1, maxLength: 40 });
const kind = fc.constantFrom<ValueKind>('integer', 'float', 'boolean', 'string');
const values = {
  integer: fc.maxSafeInteger(),
  float: fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
  boolean: fc.boolean(),
  string: fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.normalize('NFC')),
};
const column = fc.tuple(path, kind).chain(([columnPath, columnKind]) =>
  fc.record({
    path: fc.constant(columnPath),
    kind: fc.constant(columnKind),
    rows: fc.dictionary(
      fc.nat({ max: 59_999 }).map(String),
      values[columnKind] as fc.Arbitrary<Reading['value']>,
      { minKeys: 1, maxKeys: 8 },
    ),
  }),
);
const columns = fc.uniqueArray(column, { selector: (item) => item.path, maxLength: 6 });

function toReadings(drawn: { path: string; rows: Record<string, Reading['value']> }[]): Reading[] {
  return drawn.flatMap((item) =>
    Object.entries(item.rows).map(([offsetMs, value]) => ({
      path: item.path,
      timeMs: SAMPLE_START_MS + Number(offsetMs),
      value,
    })),
  );
}

function typed(list: readonly BatchColumn[]): TypedReading[] {
  return list.flatMap((item) =>
    [...item.timesMs].map((timeMs, row) => ({
      path: item.path,
      timeMs,
      kind: item.kind,
      value: item.kind === 'boolean' ? item.values[row] === 1 : (item.values[row] as number | string),
    })),
  );
}

/** The wire form by the general encoder, which the specialised one must equal. */
function encodeGenerally({ cose, header, secret: batchSecret, columns: list }: Batch): Uint8Array {
  return encodeCbor({
    header: cose,
    secret: batchSecret,
    columns: list.map((item) => [
      item.path,
      [...item.timesMs].map((timeMs) => timeMs - header.fromMs),
      typed([item]).map(({ value }) => (item.kind === 'float' ? new CborFloat(Number(value)) : value)),
    ]),
  });
}

function build(readings: readonly Reading[], kindOf: (path: string) => ValueKind | undefined): Batch {
  const { identity, registry, keys } = sample;
  return buildBatch({
    readings,
    secret,
    privateKey: keys.device,
    kindOf,
    header: {
      ...identity,
      registry,
      vehicle: 42,
      keyIndex: 0,
      ownerEpoch: 0,
      stream: new Uint8Array(32),
      source: 'software',
      sequence: 0,
      previousHash: new Uint8Array(32),
      fromMs: SAMPLE_START_MS,
      toMs: SAMPLE_START_MS + 60_000,
      catalogue: sampleKey('catalogue'),
      nextByMs: 0,
    },
  });
}

describe('the specialised codec', () => {
  test('writes and reads what the general one does, and hashes every leaf as one by one', () => {
    fc.assert(
      fc.property(columns, (drawn) => {
        const kinds = new Map(drawn.map((item) => [item.path, item.kind]));
        const batch = build(toReadings(drawn), (name) => kinds.get(name));
        const wire = encodeBatch(batch);
        expect(wire).toEqual(encodeGenerally(batch));
        const decoded = decodeBatch(wire);
        expect(decoded).toEqual(batch);
        checkBatchRoot(decoded);
        const hashes = hashColumns(decoded.columns, secret);
        for (const [index, reading] of typed(decoded.columns).entries()) {
          const leaf = hashes.slice(32 * index, 32 * index + 32);
          expect(hashReading(reading, batchSalt(secret, index))).toEqual(leaf);
        }
      }),
    );
  });

  test('answers damaged bytes with an error, or what it reads encodes to the same bytes', () => {
    const wire = encodeBatch(sample.signBatch(sampleReadings(SAMPLE_START_MS).slice(0, 12)));
    const edit = fc.record({ at: fc.nat({ max: wire.length - 1 }), byte: fc.nat({ max: 255 }) });
    const cut = fc.option(fc.nat({ max: wire.length }), { freq: 4 });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 4 }), cut, (edits, length) => {
        const damaged = wire.slice(0, length ?? wire.length);
        for (const { at, byte } of edits) damaged[at] = byte;
        let batch: Batch;
        try {
          batch = decodeBatch(damaged);
        } catch (error) {
          expect(error).toHaveProperty('code');
          return;
        }
        expect(encodeBatch(batch)).toEqual(damaged);
        expect(decodeCbor(damaged, { bytesMax: 1 << 20 })).toBeTruthy();
      }),
      { numRuns: 5000 },
    );
  });

  test('answers any bytes with an error of its own', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => decodeBatch(bytes)).toThrow(expect.objectContaining({ name: 'DatacarError' }));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('building', () => {
  const kindOf = (): ValueKind => 'float';
  const at = (offsetMs: number, value: Reading['value'], name = 'A.B'): Reading => ({
    path: name,
    timeMs: SAMPLE_START_MS + offsetMs,
    value,
  });
  const code = (expected: string) => expect.objectContaining({ code: expected });

  test('orders by path bytes and time', () => {
    const readings = [
      at(2, 1, 'B'),
      at(1, 2, 'B'),
      at(5, 3, 'A.B'),
      at(5, 4, 'A'),
      at(5, 5, 'a'),
      at(5, 6, 'A_'),
    ];
    const list = typed(build(readings, kindOf).columns);
    expect(list.map(({ path: name, timeMs }) => [name, timeMs - SAMPLE_START_MS])).toEqual([
      ['A', 5],
      ['A.B', 5],
      ['A_', 5],
      ['B', 1],
      ['B', 2],
      ['a', 5],
    ]);
    const bytes = list.map(({ path: name }) => encodeUtf8(name));
    expect([...bytes].sort(compareBytes)).toEqual(bytes);
  });

  test('signs, and an empty batch has the root of the empty tree', () => {
    const batch = build([], kindOf);
    expect(batch.header.count).toBe(0);
    expect(Buffer.from(batch.header.root).toString('hex')).toMatch(/^e3b0c442/);
    const publicKey = sample.certificateOf().publicKey;
    expect(verifyBatchHeader(batch.cose, publicKey).headerHash).toEqual(batch.headerHash);
    checkBatchRoot(decodeBatch(encodeBatch(batch)));
  });

  test.each([
    ['a duplicate', [at(1, 1), at(1, 1)], 'READING_DUPLICATE'],
    ['a time before the window', [at(-1, 1)], 'READING_OUT_OF_WINDOW'],
    ['a time at the end of the window', [at(60_000, 1)], 'READING_OUT_OF_WINDOW'],
    ['a fraction of a millisecond', [at(0.5, 1)], 'INPUT_INVALID'],
    ['NaN', [at(1, Number.NaN)], 'VALUE_INVALID'],
    ['infinity', [at(1, Number.POSITIVE_INFINITY)], 'VALUE_INVALID'],
    ['negative zero', [at(1, -0)], 'VALUE_INVALID'],
    ['a text for a number', [at(1, '1')], 'VALUE_INVALID'],
    ['a boolean for a number', [at(1, true)], 'VALUE_INVALID'],
    ['a path with a space', [at(1, 1, 'A B')], 'INPUT_INVALID'],
    ['a path outside ASCII', [at(1, 1, 'Ä')], 'INPUT_INVALID'],
  ])('refuses %s', (_what, readings, expected) => {
    expect(() => build(readings, kindOf)).toThrow(code(expected));
  });

  test('refuses what is not of the type of the signal', () => {
    expect(() => build([at(1, 1.5)], () => 'integer')).toThrow(code('VALUE_INVALID'));
    expect(() => build([at(1, 2 ** 53)], () => 'integer')).toThrow(code('VALUE_INVALID'));
    expect(() => build([at(1, 1)], () => 'boolean')).toThrow(code('VALUE_INVALID'));
    expect(() => build([at(1, 'a\ud800')], () => 'string')).toThrow(code('VALUE_INVALID'));
    expect(() => build([at(1, 'x'.repeat(5000))], () => 'string')).toThrow(code('VALUE_INVALID'));
    expect(() => build([at(1, 1)], () => undefined)).toThrow(code('SIGNAL_UNKNOWN'));
  });

  test('refuses more readings than a batch holds', () => {
    const readings = Array.from({ length: 10_001 }, (_, index) => at(index, index));
    expect(() => build(readings, kindOf)).toThrow(code('BATCH_TOO_LARGE'));
    expect(build(readings.slice(1), kindOf).header.count).toBe(10_000);
  });

  test('brings texts to NFC', () => {
    const [text] = toColumns([at(1, 'e\u0301')], () => 'string');
    expect(text?.values).toEqual(['\u00e9']);
  });
});

describe('decoding refuses', () => {
  const batch = sample.signBatch([
    { path: 'Vehicle.Speed', timeMs: SAMPLE_START_MS, value: 1 },
    { path: 'Vehicle.Speed', timeMs: SAMPLE_START_MS + 1, value: 2 },
  ]);
  const encode = (list: unknown, change: object = {}) =>
    encodeCbor({ header: batch.cose, secret: batch.secret, columns: list, ...change });
  const float = (value: number) => new CborFloat(value);
  const good = [['Vehicle.Speed', [0, 1], [float(1), float(2)]]];

  test('nothing of the good one', () => {
    expect(decodeBatch(encode(good))).toEqual(batch);
  });

  test.each<[string, Uint8Array, string]>([
    ['times that fall', encode([['A', [1, 0], [float(1), float(2)]]]), 'BATCH_MALFORMED'],
    ['the same time twice', encode([['A', [1, 1], [float(1), float(2)]]]), 'READING_DUPLICATE'],
    ['a time after the window', encode([['A', [0, 60_000], [float(1), float(2)]]]), 'READING_OUT_OF_WINDOW'],
    ['fewer readings than stated', encode([['A', [0], [float(1)]]]), 'COUNT_MISMATCH'],
    ['more readings than stated', encode([['A', [0, 1, 2], [1, 2, 3]]]), 'COUNT_MISMATCH'],
    ['values of two types', encode([['A', [0, 1], [float(1), 2]]]), 'BATCH_MALFORMED'],
    ['values of two types', encode([['A', [0, 1], [1, float(2)]]]), 'BATCH_MALFORMED'],
    ['booleans and numbers', encode([['A', [0, 1], [true, 2]]]), 'BATCH_MALFORMED'],
    ['fewer values than times', encode([['A', [0, 1], [float(1)]]]), 'BATCH_MALFORMED'],
    [
      'columns out of order',
      encode([
        ['B', [0], [1]],
        ['A', [0], [1]],
      ]),
      'BATCH_MALFORMED',
    ],
    [
      'a column twice',
      encode([
        ['A', [0], [1]],
        ['A', [1], [1]],
      ]),
      'BATCH_MALFORMED',
    ],
    ['an empty column', encode([['A', [], []]]), 'BATCH_MALFORMED'],
    ['an empty path', encode([['', [0, 1], [1, 2]]]), 'BATCH_MALFORMED'],
    ['a path outside ASCII', encode([['Ä', [0, 1], [1, 2]]]), 'BATCH_MALFORMED'],
    ['a path that is too long', encode([['A'.repeat(201), [0, 1], [1, 2]]]), 'BATCH_MALFORMED'],
    ['a text that is not NFC', encode([['A', [0, 1], ['e\u0301', 'b']]]), 'BATCH_MALFORMED'],
    ['a text that is too long', encode([['A', [0, 1], ['x'.repeat(4097), 'b']]]), 'BATCH_MALFORMED'],
    ['a map for the columns', encode({}), 'BATCH_MALFORMED'],
    ['a short secret', encode(good, { secret: new Uint8Array(31) }), 'BATCH_MALFORMED'],
    ['another field', encode(good, { more: 1 }), 'BATCH_MALFORMED'],
    ['a header that is none', encode(good, { header: new Uint8Array(3) }), 'HEADER_MALFORMED'],
    ['bytes after the end', Buffer.concat([encode(good), Buffer.of(0)]), 'BATCH_MALFORMED'],
    ['more bytes than allowed', new Uint8Array(1024 * 1024 + 1), 'BATCH_TOO_LARGE'],
  ])('%s', (_what, wire, expected) => {
    expect(() => decodeBatch(wire)).toThrow(expect.objectContaining({ code: expected }));
  });

  test.each([
    ['NaN', '7ff8000000000000'],
    ['infinity', '7ff0000000000000'],
    ['negative zero', '8000000000000000'],
  ])('%s', (_what, hex) => {
    const wire = encode(good);
    wire.set(Buffer.from(hex, 'hex'), wire.length - 8);
    expect(() => decodeBatch(wire)).toThrow(expect.objectContaining({ code: 'VALUE_INVALID' }));
  });

  test('a changed value, by its root', () => {
    const decoded = decodeBatch(encode([['Vehicle.Speed', [0, 1], [float(1), float(3)]]]));
    expect(() => checkBatchRoot(decoded)).toThrow(expect.objectContaining({ code: 'ROOT_MISMATCH' }));
  });

  test('an integer where the car hashed a float, by its root', () => {
    const decoded = decodeBatch(encode([['Vehicle.Speed', [0, 1], [1, 2]]]));
    expect(() => checkBatchRoot(decoded)).toThrow(expect.objectContaining({ code: 'ROOT_MISMATCH' }));
  });
});

describe('proving readings of a batch', () => {
  const batch = sample.signBatch(sampleReadings(SAMPLE_START_MS));
  const prover = createBatchProver(batch);

  test('works for each, with its kind', () => {
    for (const reading of typed(batch.columns)) {
      const proof = prover.prove(reading.path, reading.timeMs);
      if (proof === undefined) throw new Error('a reading is not found');
      expect(proof.reading).toEqual(reading);
      const leafHash = hashReading(reading, proof.salt);
      const { count: size, root } = batch.header;
      expect(verifyInclusion({ leafHash, index: proof.index, size, path: proof.path, root })).toBe(true);
    }
  });

  test('finds nothing where nothing is', () => {
    expect(prover.prove('Vehicle.Speed', SAMPLE_START_MS + 1)).toBeUndefined();
    expect(prover.prove('Vehicle.Other', SAMPLE_START_MS)).toBeUndefined();
  });
});
