// SPDX-License-Identifier: Apache-2.0
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CsvRecord, ROW_MAX_CHARACTERS, readCsvRecords } from './readCsvRecords.ts';

async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function recordsOf(
  input: string | Uint8Array,
  { size = 65_536, delimiter = ',' } = {},
): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  for await (const piece of readCsvRecords(piecesOf(bytes, size), delimiter)) records.push(...piece);
  return records;
}

describe('readCsvRecords', () => {
  test('gives rows with the line on which they begin', async () => {
    const text = '\uFEFFa,b\r\n1,2\r\n\r\n"x, ""y""",4\n"two\nlines",5\r\n6,7';
    const expected = [
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['1', '2'] },
      { line: 4, fields: ['x, "y"', '4'] },
      { line: 5, fields: ['two\nlines', '5'] },
      { line: 7, fields: ['6', '7'] },
    ];
    for (const size of [1, 2, 3, 7, 1_000]) expect(await recordsOf(text, { size })).toEqual(expected);
  });

  test('knows other delimiters', async () => {
    expect(await recordsOf('a;b\n"1;2";3,4', { delimiter: ';' })).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['1;2', '3,4'] },
    ]);
  });

  test('gives nothing for an empty file', async () => {
    expect(await recordsOf('')).toEqual([]);
    expect(await recordsOf('\n\r\n')).toEqual([]);
  });

  test('lets a row with a wrong quote cost that row only', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `${index},0`);
    const records = await recordsOf(['a,b', '1,"open', ...rows].join('\n'));
    expect(records).toHaveLength(32);
    expect(records[1]).toEqual({ line: 2, code: 'ROW_MALFORMED' });
    expect(records.at(-1)).toEqual({ line: 32, fields: ['29', '0'] });
    expect(await recordsOf('a,b\n1,x"y\n2,"z\n3,4')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, code: 'ROW_MALFORMED' },
      { line: 3, code: 'ROW_MALFORMED' },
      { line: 4, fields: ['3', '4'] },
    ]);
    expect(await recordsOf('a,b\n1,"x"y\n3,4')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, code: 'ROW_MALFORMED' },
      { line: 3, fields: ['3', '4'] },
    ]);
  });

  test('lets a row that is too long cost that row only, and little memory', async () => {
    const long = 'x'.repeat(3 * ROW_MAX_CHARACTERS);
    for (const size of [1_000, 65_536, 1_000_000]) {
      expect(await recordsOf(`a\n${long}\nb\n${long}`, { size })).toEqual([
        { line: 1, fields: ['a'] },
        { line: 2, code: 'ROW_TOO_LONG' },
        { line: 3, fields: ['b'] },
        { line: 4, code: 'ROW_TOO_LONG' },
      ]);
    }
  });

  test('reads what csv-parse reads, however the bytes are cut', async () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', '1', '.', ' ', 'é', '😀') }),
      fc
        .string({ unit: fc.constantFrom('a', ',', '"', '\n') })
        .map((text) => `"${text.replaceAll('"', '""')}"`),
    );
    const file = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(file, fc.integer({ min: 1, max: 50 }), async (rows, size) => {
        const text = rows.map((row) => row.join(',')).join('\n');
        const expected: string[][] = parse(text, { relax_column_count: true, record_delimiter: '\n' });
        const isSmall = rows.every((row) => row.join(',').split('\n').length <= 10);
        fc.pre(isSmall);
        expect((await recordsOf(text, { size })).map(({ fields }) => fields)).toEqual(expected);
      }),
    );
  });

  test('never throws and never loses a line, whatever the bytes', async () => {
    const noise = fc.array(fc.constantFrom(0x22, 0x2c, 0x0a, 0x0d, 0x61, 0x00, 0xff, 0xc3, 0xa9), {
      maxLength: 300,
    });
    await fc.assert(
      fc.asyncProperty(noise, fc.integer({ min: 1, max: 20 }), async (bytes, size) => {
        const records = await recordsOf(Uint8Array.from(bytes), { size });
        const lines = records.map(({ line }) => line);
        expect(lines).toEqual([...new Set(lines)].sort((left, right) => left - right));
        expect(lines.every((line) => line >= 1)).toBe(true);
        expect(await recordsOf(Uint8Array.from(bytes))).toEqual(records);
      }),
    );
  });
});
