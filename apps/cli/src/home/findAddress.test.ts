// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { findAddress } from './findAddress.ts';

const nowhere = { home: '/nowhere', passphraseFile: undefined };
// The first of the test vectors of EIP-55 with upper and lower case.
const address = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';

test.each([
  ['its checksum', address],
  ['lower case', address.toLowerCase()],
  ['upper case', `0x${address.slice(2).toUpperCase()}`],
])('an address is taken in %s', async (_, text) => {
  expect(await findAddress(nowhere, text)).toBe(address.toLowerCase());
});

test.each([
  ['a wrong digit', address.replace('5aAeb6', '5aAeb7')],
  ['one in the wrong case', address.replace('5aA', '5aa')],
  ['one too few', address.slice(0, -1)],
  ['one too many', `${address}0`],
  ['no digits', '0x'],
])('an address with %s is refused', async (_, text) => {
  await expect(findAddress(nowhere, text)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
});
