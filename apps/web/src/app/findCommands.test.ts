// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { findCommands, recognizeChainThing } from './findCommands.ts';

const commands = [
  { id: 'cars', label: 'My cars', kind: 'Page' },
  { id: 'twizy', label: 'Renault Twizy', kind: 'Car', words: 'did:erc721:1:0xab:7' },
  { id: 'verify', label: 'Verify', kind: 'Page', words: 'check proof' },
];
const found = (text: string) => findCommands(commands, text).map(({ id }) => id);

test('finds by the start of words, the label before the rest', () => {
  expect(found('')).toEqual(['cars', 'twizy', 'verify']);
  expect(found('car')).toEqual(['cars', 'twizy']);
  expect(found('twi')).toEqual(['twizy']);
  expect(found('PROOF')).toEqual(['verify']);
  expect(found('page ver')).toEqual(['verify']);
  expect(found('izy')).toEqual([]);
});

test.each([
  ['17', 'block'],
  [`0x${'a'.repeat(64)}`, 'hash'],
  [` 0x${'B'.repeat(40)} `, 'address'],
  [`did:erc721:31337:0x${'c'.repeat(40)}:3`, 'vehicle'],
  ['0x12', undefined],
  ['seventeen', undefined],
])('%s is %s', (text, thing) => {
  expect(recognizeChainThing(text)).toBe(thing);
});
