// SPDX-License-Identifier: Apache-2.0
import type { BatchColumn } from '@datacar/core/records/BatchColumn';
import type { HeaderEntry } from './BatchProjection.ts';

/** What the header of a record says, without what the record itself knows. */
export type DecodedHeader = Omit<HeaderEntry, 'headerHash' | 'receivedAtMs' | 'leafIndex' | 'isFork'>;

/** How a stored batch is read again; the server gives its own codecs. */
export interface RecordDecoder {
  decodeHeader(header: Uint8Array): DecodedHeader;
  /** `body` is what was given to `sealBody`. */
  decodeColumns(body: Uint8Array, header: DecodedHeader): readonly BatchColumn[];
}

export interface RebuildProgress {
  records: number;
  /** Readings added. */
  readings: number;
  position: number;
  endPosition: number;
  /** Batches whose key was destroyed: their headers are there, their readings are not. */
  erasedBatches: number;
  /** Those of them whose key no erase destroyed: it is lost, and only a backup of the keys brings them back. */
  lostBatches: number;
}
