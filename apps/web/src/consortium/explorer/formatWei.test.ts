// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { formatWei } from './formatWei.ts';

test.each([
  [0n, '0 coin'],
  [1n, '0.000000000000000001 coin'],
  [15n * 10n ** 17n, '1.5 coin'],
  [2n * 10n ** 18n, '2 coin'],
])('%s wei is %s', (wei, text) => {
  expect(formatWei(wei)).toBe(text);
});
