// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatAmount } from './formatAmount.ts';
import { parseAmount } from './parseAmount.ts';

test.each([
  ['0', 0n],
  ['1', 10n ** 18n],
  ['12.5', 12_500_000_000_000_000_000n],
  ['0.000000000000000001', 1n],
  ['800000000', 800_000_000n * 10n ** 18n],
  ['1.50', 1_500_000_000_000_000_000n],
  ['007', 7n * 10n ** 18n],
])('reads %s', (text, amount) => {
  expect(parseAmount(text)).toBe(amount);
});

test.each([
  '',
  ' ',
  ' 1',
  '1 ',
  '1\n',
  '-1',
  '+1',
  '1e3',
  '1E3',
  '0x10',
  '1,5',
  '1,000.5',
  '1_000',
  '1 000',
  "1'000",
  '1.',
  '.5',
  '.',
  '1.2.3',
  '0.0000000000000000001',
  'NaN',
  'Infinity',
  '١٢',
  '１',
  '9'.repeat(78),
  '9'.repeat(1_000_000),
])('refuses %j', (text) => {
  expect(() => parseAmount(text, { field: 'price' })).toThrow(
    expect.objectContaining({ code: 'AMOUNT_INVALID', details: { field: 'price' } }),
  );
});

test('takes as many decimals as the unit has', () => {
  expect(parseAmount('1.25', { decimals: 6 })).toBe(1_250_000n);
  expect(() => parseAmount('1.1234567', { decimals: 6 })).toThrow('more than 6 decimals');
  expect(parseAmount('3', { decimals: 0 })).toBe(3n);
  expect(() => parseAmount('3.0', { decimals: 0 })).toThrow('has a fraction');
});

test('writes what it reads', () => {
  expect(formatAmount(12_500_000_000_000_000_000n)).toBe('12.5');
  expect(formatAmount(1n)).toBe('0.000000000000000001');
  expect(formatAmount(0n)).toBe('0');
  expect(formatAmount(-1_500_000n, { decimals: 6 })).toBe('-1.5');
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }), fc.nat({ max: 30 }), (amount, decimals) => {
      expect(parseAmount(formatAmount(amount, { decimals }), { decimals })).toBe(amount);
    }),
  );
});
