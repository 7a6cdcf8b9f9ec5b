// SPDX-License-Identifier: Apache-2.0

import { createMerkleLog } from '@datacar/core/records/createMerkleLog';
import { hashLeaf } from '@datacar/core/records/merkleHashes';
import { describe, expect, test } from 'vitest';
import { parseTilePath } from './parseTilePath.ts';
import { readTile } from './readTile.ts';

describe('parseTilePath', () => {
  test.each([
    ['0/000', { level: 0, index: 0, width: 256 }],
    ['1/x001/x234/067.p/9', { level: 1, index: 1_234_067, width: 9 }],
    ['entries/012', { level: 'entries', index: 12, width: 256 }],
  ])('reads %s', (path, expected) => {
    expect(parseTilePath(path)).toEqual(expected);
  });

  test.each([
    '0',
    '0/1',
    '0/x000/001',
    '64/000',
    '0/000.p/0',
    '0/000.p/256',
    '0/000/',
    '../000',
    '0/001.p/01',
  ])('refuses %s', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });
});

describe('readTile', () => {
  const data = Array.from({ length: 300 }, (_, leaf) => new Uint8Array(32).fill(leaf % 251));
  const tree = createMerkleLog();
  for (const leaf of data) tree.append(hashLeaf(leaf));
  const leaves = async (from: number, to: number) => Uint8Array.from(Buffer.concat(data.slice(from, to)));
  const read = async (path: string) => {
    const tile = parseTilePath(path);
    return tile && readTile(tile, { tree, leaves });
  };

  test('gives full and partial tiles, and none that the log does not have', async () => {
    expect(await read('0/000')).toHaveLength(256 * 32);
    expect(await read('0/001.p/44')).toHaveLength(44 * 32);
    expect(await read('0/001.p/45')).toBeUndefined();
    expect(await read('0/001')).toBeUndefined();
    expect(await read('1/000.p/1')).toEqual(tree.root(256));
  });

  test('frames entries with their length', async () => {
    const entries = (await read('entries/001.p/2')) ?? new Uint8Array();
    expect([...entries.subarray(0, 3)]).toEqual([0, 32, 256 % 251]);
    expect(entries).toHaveLength(68);
  });
});
