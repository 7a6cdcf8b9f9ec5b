// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { createLogTree } from './createLogTree.ts';
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
  const tree = createLogTree();
  for (let leaf = 0; leaf < 300; leaf += 1) tree.append(new Uint8Array(32).fill(leaf % 251));
  const read = (path: string, size = tree.size) => {
    const tile = parseTilePath(path);
    return tile && readTile(tile, { tree, size });
  };

  test('gives full and partial tiles, and none that the log does not have', () => {
    expect(read('0/000')).toHaveLength(256 * 32);
    expect(read('0/001.p/44')).toHaveLength(44 * 32);
    expect(read('0/001.p/45')).toBeUndefined();
    expect(read('0/001')).toBeUndefined();
    expect(read('1/000.p/1')).toEqual(tree.root(256));
    expect(read('0/000', 255)).toBeUndefined();
  });

  test('frames entries with their length', () => {
    const entries = read('entries/001.p/2') ?? new Uint8Array();
    expect([...entries.subarray(0, 3)]).toEqual([0, 32, 256 % 251]);
    expect(entries).toHaveLength(68);
  });
});
