// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { formatDatr } from './formatDatr.ts';

test.each([
  ['0', '0'],
  ['1', '0.000000000000000001'],
  ['999000000000000000000', '999'],
  ['1000000000000000000000', '1,000'],
  ['16000000500000000000000000', '16,000,000.5'],
  // The fraction has no separators, however long it is.
  ['807692307692307692307692', '807,692.307692307692307692'],
  [800_000_000n * 10n ** 18n, '800,000,000'],
])('%s is %s', (amount, text) => {
  expect(formatDatr(amount)).toBe(text);
});

test('another unit has its own decimals', () => {
  expect(formatDatr('1234567890', 6)).toBe('1,234.56789');
  expect(formatDatr('1234', 0)).toBe('1,234');
});
