// SPDX-License-Identifier: Apache-2.0
import { merkleInclusionPath } from '@datacar/core/records/merkleInclusionPath';
import { verifyInclusion } from '@datacar/core/records/verifyInclusion';
import type { Client } from '@datacar/sdk/client/Client';
import { readTile } from '@datacar/sdk/records/readTile';

/** Hashes in a full tile (C2SP tlog-tiles). */
const TILE_WIDTH = 256;
const HASH_BYTES = 32;
/** A leaf's path inside a full tile. */
const TILE_LEVELS = 8;

/** A leaf of the log whose inclusion has been verified. */
export interface ProvedLeaf {
  index: number;
  /** From the leaf up to the root. */
  path: readonly Uint8Array[];
  size: number;
  root: Uint8Array;
}

/**
 * Verifies the inclusion of the leaves that share a tile with a proved one, by one request for all of them: their
 * paths end like its path, and begin inside the tile. Returns the log index of each wanted leaf hash that is there and
 * verifies; the key of `wanted` is the leaf hash in hex.
 */
export async function proveNeighbours(
  { index, path, size, root }: ProvedLeaf,
  wanted: ReadonlySet<string>,
  { client }: { client: Client },
): Promise<Map<string, number>> {
  const tileIndex = Math.floor(index / TILE_WIDTH);
  const first = tileIndex * TILE_WIDTH;
  const width = Math.min(TILE_WIDTH, size - first);
  const hashes = await readTile(client, { tile: tileName(tileIndex, width) });
  const found = new Map<string, number>();
  if (hashes.length !== width * HASH_BYTES) return found;

  // The tile is a subtree of the log, the rightmost one when it is partial.
  const levelsInside = width === TILE_WIDTH ? TILE_LEVELS : merkleInclusionPath(hashes, index - first).length;
  const above = path.slice(levelsInside);
  for (let position = 0; position < width; position += 1) {
    const leafHash = hashes.slice(position * HASH_BYTES, (position + 1) * HASH_BYTES);
    const name = Buffer.from(leafHash).toString('hex');
    if (!wanted.has(name)) continue;
    const fullPath = [...merkleInclusionPath(hashes, position), ...above];
    if (verifyInclusion({ leafHash, index: first + position, size, path: fullPath, root }))
      found.set(name, first + position);
  }
  return found;
}

/** `0/x001/x234/067` or `0/000.p/17`: level, then the index in groups of three digits. */
function tileName(index: number, width: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/g) ?? [];
  const name = groups
    .map((group, position) => (position < groups.length - 1 ? `x${group}` : group))
    .join('/');
  return `0/${name}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}
