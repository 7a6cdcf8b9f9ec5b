// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { findTarget } from './findTarget.ts';

const address = `0x${'aB'.repeat(20)}`;
const hash = `0x${'0f'.repeat(32)}`;

test.each([
  [' 1234 ', { kind: 'block', number: 1234 }],
  ['block 7', { kind: 'block', number: 7 }],
  ['1,234', { kind: 'block', number: 1234 }],
  ['#7', { kind: 'vehicle', id: 7 }],
  ['car no. 7', { kind: 'vehicle', id: 7 }],
  [address, { kind: 'address', address }],
  [hash, { kind: 'hash', hash }],
  [hash.slice(2), { kind: 'hash', hash }],
  [`did:erc721:42:${address}:9`, { kind: 'did', chainId: '42', registry: address.toLowerCase(), id: 9 }],
  ['did:erc721:42:0x12:9', { kind: 'name', text: 'did:erc721:42:0x12:9' }],
  ['RecordLog', { kind: 'name', text: 'RecordLog' }],
])('%s', (question, target) => {
  expect(findTarget(question)).toEqual(target);
});
