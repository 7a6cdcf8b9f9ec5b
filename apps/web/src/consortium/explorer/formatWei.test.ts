// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { formatWei } from './formatWei.ts';

test.each([
  [0n, '0 ETH'],
  [1n, '0.000000000000000001 ETH'],
  [15n * 10n ** 17n, '1.5 ETH'],
  [2n * 10n ** 18n, '2 ETH'],
])('%s wei is %s', (wei, text) => {
  expect(formatWei(wei)).toBe(text);
});
