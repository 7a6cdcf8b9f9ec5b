// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { formatDatr, formatDatrShort, formatMillions } from './formatDatr.ts';

const unit = 10n ** 18n;

test.each([
  [0n, '0\u00a0DATR', '0'],
  [1n, '0.000000000000000001\u00a0DATR', 'less than 0.01'],
  [unit / 100n, '0.01\u00a0DATR', '0.01'],
  [1_234_567n * unit + unit / 2n, '1,234,567.5\u00a0DATR', '1,234,567.5'],
  [2n * unit - 1n, '1.999999999999999999\u00a0DATR', '1.99'],
])('%s is written exactly, and never rounded up', (amount, exact, short) => {
  expect(formatDatr(amount)).toBe(exact);
  expect(formatDatrShort(amount)).toBe(short);
});

test.each([
  [16_000_000n * unit, '16'],
  [807_692n * unit, '0.8'],
  [800_000_000n * unit, '800'],
])('%s in millions', (amount, text) => {
  expect(formatMillions(amount)).toBe(text);
});
