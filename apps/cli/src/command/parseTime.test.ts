// SPDX-License-Identifier: Apache-2.0
import { InvalidArgumentError } from 'commander';
import { expect, test } from 'vitest';
import { parseTime } from './parseTime.ts';

test.each([
  ['2021-03-29T10:13:45Z', Date.UTC(2021, 2, 29, 10, 13, 45)],
  ['2021-03-29T10:13:45.250Z', Date.UTC(2021, 2, 29, 10, 13, 45, 250)],
  ['2021-03-29T10:13', Date.UTC(2021, 2, 29, 10, 13)],
  ['2021-03-29 10:13', Date.UTC(2021, 2, 29, 10, 13)],
  ['2021-03-29T10:13:45+01:00', Date.UTC(2021, 2, 29, 9, 13, 45)],
  ['2021-03-29', Date.UTC(2021, 2, 29)],
  ['2020-02-29', Date.UTC(2020, 1, 29)],
  ['1617012825000', 1_617_012_825_000],
])('%s is a time', (text, timeMs) => {
  expect(parseTime(text)).toBe(timeMs);
});

test('times relative to now', () => {
  expect(Math.abs(parseTime('now') - Date.now())).toBeLessThan(1_000);
  expect(Math.abs(parseTime('now-90m') - Date.now() + 5_400_000)).toBeLessThan(1_000);
  expect(Math.abs(parseTime('now+2d') - Date.now() - 172_800_000)).toBeLessThan(1_000);
});

test.each(['2021-02-29', '2021-13-01', '2021-03-29T25:00Z', '03/29/2021', '2021', 'yesterday', '', 'now-2'])(
  '%j is none',
  (text) => {
    expect(() => parseTime(text)).toThrow(InvalidArgumentError);
  },
);
