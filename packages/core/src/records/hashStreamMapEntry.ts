// SPDX-License-Identifier: Apache-2.0
import { encodeCbor } from '../encoding/encodeCbor.ts';
import { hashLeaf } from './merkleHashes.ts';
import type { StreamMapEntry } from './StreamMapEntry.ts';

/** Leaf hash of CBOR `[vehicle, stream, lastSequence, headerHash]`. */
export function hashStreamMapEntry({
  vehicle,
  stream,
  lastSequence,
  headerHash,
}: StreamMapEntry): Uint8Array {
  return hashLeaf(encodeCbor([vehicle, stream, lastSequence, headerHash]));
}
