// SPDX-License-Identifier: Apache-2.0
import { compareBytes } from '../encoding/compareBytes.ts';
import { hashStreamMapEntry } from './hashStreamMapEntry.ts';
import { HASH_BYTES } from './merkleHashes.ts';
import { merkleInclusionPath } from './merkleInclusionPath.ts';
import { merkleRoot } from './merkleRoot.ts';
import type { StreamMap } from './StreamMap.ts';
import type { StreamMapEntry } from './StreamMapEntry.ts';

/**
 * Sorts the entries by (vehicle, stream) and hashes them (100,000 entries: 0.2 s). The map keeps its own
 * copy, so a server can go on while an anchor of this moment is proved.
 *
 * @throws RangeError when a stream stands in it twice
 */
export function buildStreamMap(entries: Iterable<StreamMapEntry>): StreamMap {
  const sorted = [...entries].sort(compareEntries);
  const leafHashes = new Uint8Array(sorted.length * HASH_BYTES);
  for (const [index, entry] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next !== undefined && compareEntries(entry, next) === 0) {
      throw new RangeError(`Vehicle ${entry.vehicle} has a stream twice`);
    }
    leafHashes.set(hashStreamMapEntry(entry), index * HASH_BYTES);
  }
  return {
    size: sorted.length,
    root: merkleRoot(leafHashes),
    prove(vehicle, stream) {
      const index = findEntry(sorted, vehicle, stream);
      const entry = sorted[index];
      if (entry === undefined || compareEntries(entry, { vehicle, stream }) !== 0) return undefined;
      return { entry, index, path: merkleInclusionPath(leafHashes, index) };
    },
  };
}

type EntryKey = Pick<StreamMapEntry, 'vehicle' | 'stream'>;

function compareEntries(left: EntryKey, right: EntryKey): number {
  return left.vehicle - right.vehicle || compareBytes(left.stream, right.stream);
}

/** Where the entry is or would be. */
function findEntry(sorted: readonly StreamMapEntry[], vehicle: number, stream: Uint8Array): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = sorted[middle];
    if (entry !== undefined && compareEntries(entry, { vehicle, stream }) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
