// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { formatBytes } from './formatBytes.ts';
import { formatCounted } from './formatCount.ts';
import { formatDuration } from './formatDuration.ts';
import { formatTime } from './formatTime.ts';
import { hasColors } from './hasColors.ts';
import { renderTable } from './renderTable.ts';

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1_000, '1 s'],
  [4_240, '4.2 s'],
  [9_940, '9.9 s'],
  [9_990, '10 s'],
  [59_600, '1 min'],
  [750_000, '12 min 30 s'],
  [11_100_000, '3 h 5 min'],
  [187_200_000, '2 d 4 h'],
])('%d ms is said as %s', (durationMs, text) => {
  expect(formatDuration(durationMs)).toBe(text);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [3_400, '3.4 kB'],
  [999_999, '1000 kB'],
  [1_200_000_000, '1.2 GB'],
])('%d bytes are said as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test('counts agree with their nouns', () => {
  expect(formatCounted(1, 'batch', 'batches')).toBe('1 batch');
  expect(formatCounted(42_958, 'row')).toBe('42,958 rows');
});

test('times are ISO-8601 in UTC, with milliseconds only where there are any', () => {
  expect(formatTime(1_617_012_825_000)).toBe('2021-03-29T10:13:45Z');
  expect(formatTime(1_617_012_825_250)).toBe('2021-03-29T10:13:45.250Z');
});

test('a table aligns its columns, whatever colours its cells have', () => {
  const table = renderTable(
    [{ title: 'ID', align: 'right' }, { title: 'MODEL' }, { title: 'KEY' }],
    [
      ['1', '\u001b[31mTwizy\u001b[39m', 'software'],
      ['12', 'ID.3', ''],
    ],
  );
  expect(table.split('\n')).toEqual([
    'ID  MODEL  KEY',
    ' 1  \u001b[31mTwizy\u001b[39m  software',
    '12  ID.3',
  ]);
});

describe('colours', () => {
  test('are for a terminal only, and never with NO_COLOR', () => {
    expect(hasColors({ isTTY: true }, {})).toBe(true);
    expect(hasColors({ isTTY: true }, { NO_COLOR: '' })).toBe(true);
    expect(hasColors({ isTTY: true }, { NO_COLOR: '1' })).toBe(false);
    expect(hasColors({ isTTY: true }, { TERM: 'dumb' })).toBe(false);
    expect(hasColors({}, { CI: 'true' })).toBe(false);
  });
});
