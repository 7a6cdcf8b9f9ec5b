// SPDX-License-Identifier: Apache-2.0
import type { StreamMapEntry } from './StreamMapEntry.ts';

export interface StreamMapProof {
  entry: StreamMapEntry;
  /** Place of the entry in the map. */
  index: number;
  path: Uint8Array[];
}

/** The sorted map (vehicle, stream) -> (last sequence, header hash) at one moment, ready to prove entries. */
export interface StreamMap {
  readonly size: number;
  readonly root: Uint8Array;
  /** Undefined when the map has no such stream. */
  prove(vehicle: number, stream: Uint8Array): StreamMapProof | undefined;
}
