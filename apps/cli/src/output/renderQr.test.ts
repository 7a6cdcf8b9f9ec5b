// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { renderQr } from './renderQr.ts';

test('two rows of modules stand in one line, dark ones in black', () => {
  const lines = renderQr(['0101', '0011', '1100']).split('\n');
  expect(lines).toEqual(['\u001b[30;107m ▀▄█\u001b[0m', '\u001b[30;107m▀▀  \u001b[0m']);
});
