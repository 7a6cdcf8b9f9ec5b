// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { completeSuggestion } from './completeSuggestion.ts';

const names = [
  'start',
  'token supply',
  'fund list',
  'member list',
  'vehicle list',
  'signals list',
  'log anchor',
];
const unknown = (word: string, suggestion: string) => `error: unknown command '${word}'\n${suggestion}\n`;

test.each([
  ['supply', '(Did you mean supply?)', '(Did you mean datacar token supply?)'],
  ['stort', '(Did you mean start?)', '(Did you mean datacar start?)'],
  ['x', '(Did you mean one of start, anchor?)', '(Did you mean datacar start, or datacar log anchor?)'],
  ['list', '(Did you mean list?)', '(see datacar --help)'],
  ['fly', '', ''],
])('%s %s', (word, suggestion, complete) => {
  expect(completeSuggestion(unknown(word, suggestion), names)).toBe(unknown(word, complete));
});

test('a suggestion of an option stays as it is', () => {
  const message = "error: unknown option '--amont'\n(Did you mean --amount?)\n";
  expect(completeSuggestion(message, names)).toBe(message);
});
