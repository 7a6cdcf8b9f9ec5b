// SPDX-License-Identifier: Apache-2.0
import { concatBytes } from '@datacar/core/encoding/concatBytes';
import type { MerkleLog } from '@datacar/core/records/createMerkleLog';
import { TILE_WIDTH, type TilePath } from './parseTilePath.ts';

/** Levels of the tree in one level of tiles: 2^8 = 256. */
const TILE_HEIGHT = 8;
const ENTRY_BYTES = 32;

export interface TileSource {
  tree: MerkleLog;
  /** The log's leaf data [from, to), one after the other. */
  leaves: (from: number, to: number) => Promise<Uint8Array>;
}

/** The bytes of a tile, or undefined when the log does not have it whole. */
export async function readTile(
  { level, index, width }: TilePath,
  { tree, leaves }: TileSource,
): Promise<Uint8Array | undefined> {
  const from = index * TILE_WIDTH;
  const to = from + width;
  if (level === 'entries') return to <= tree.size ? frameEntries(await leaves(from, to)) : undefined;
  const available = Math.floor(tree.size / 2 ** (TILE_HEIGHT * level));
  if (to > available) return undefined;
  return concatBytes(
    ...Array.from({ length: width }, (_, offset) => tree.nodeHash(TILE_HEIGHT * level, from + offset)),
  );
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
