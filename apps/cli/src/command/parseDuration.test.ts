// SPDX-License-Identifier: Apache-2.0
import { InvalidArgumentError } from 'commander';
import { expect, test } from 'vitest';
import { parseDuration } from './optionParsers.ts';

test.each([
  ['90s', 90],
  ['30m', 1_800],
  ['36h', 129_600],
  ['7d', 604_800],
])('%s are %i seconds', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

test.each(['', '0d', '7', '1w', '-1d', '1.5h', '1d2h', ' 1d', '7D', '100000s', '1e3s'])(
  '"%s" is refused',
  (text) => {
    expect(() => parseDuration(text)).toThrow(InvalidArgumentError);
  },
);
