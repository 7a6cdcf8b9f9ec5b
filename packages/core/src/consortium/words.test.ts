// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { durationWords } from './durationWords.ts';
import { quoteText } from './quoteText.ts';
import { roleWords } from './roleWords.ts';

test.each([
  [86_400, '1 day'],
  [604_800, '7 days'],
  [129_600, '36 hours'],
  [3_600, '1 hour'],
  [90, '90 seconds'],
  [120, '2 minutes'],
  [0, '0 seconds'],
])('%i seconds are %s', (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});

test('roles are listed', () => {
  expect(roleWords([])).toBe('nothing');
  expect(roleWords(['gridOperator'])).toBe('grid operator');
  expect(roleWords(['workshop', 'insurer', 'notary'])).toBe('workshop, insurer and notary');
});

test("nobody's words hide others", () => {
  expect(quoteText('Müller & Söhne 車')).toBe('“Müller & Söhne 車”');
  expect(quoteText('a\n\u202eb\u200b\u0007')).toBe('“a\ufffd\ufffdb\ufffd\ufffd”');
});
