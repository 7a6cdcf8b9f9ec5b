// SPDX-License-Identifier: Apache-2.0
import type { LogTree } from './createLogTree.ts';
import { TILE_WIDTH, type TilePath } from './parseTilePath.ts';

/** Levels of the tree in one level of tiles: 2^8 = 256. */
const TILE_HEIGHT = 8;
const ENTRY_BYTES = 32;

/** The bytes of a tile, or undefined when the log (of `size` leaves) does not have it whole. */
export function readTile(
  { level, index, width }: TilePath,
  { tree, size }: { tree: LogTree; size: number },
): Uint8Array | undefined {
  const from = index * TILE_WIDTH;
  const to = from + width;
  if (level === 'entries') return to <= size ? frameEntries(tree.entries(from, to)) : undefined;
  const available = Math.floor(size / 2 ** (TILE_HEIGHT * level));
  return to <= available ? tree.nodes(TILE_HEIGHT * level, from, to) : undefined;
}

/** An entry bundle: each entry with its length as a big-endian 16-bit number in front. */
function frameEntries(entries: Uint8Array): Uint8Array {
  const count = entries.length / ENTRY_BYTES;
  const framed = new Uint8Array(count * (2 + ENTRY_BYTES));
  for (let entry = 0; entry < count; entry += 1) {
    framed[entry * (2 + ENTRY_BYTES) + 1] = ENTRY_BYTES;
    framed.set(
      entries.subarray(entry * ENTRY_BYTES, (entry + 1) * ENTRY_BYTES),
      entry * (2 + ENTRY_BYTES) + 2,
    );
  }
  return framed;
}
