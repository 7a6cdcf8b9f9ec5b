// SPDX-License-Identifier: Apache-2.0
import type { BatchColumn } from '@datacar/core/records/BatchColumn';
import type { ReadingSource } from '@datacar/core/records/Reading';

/** What the projection keeps of a batch header. Hashes are 32 bytes. */
export interface HeaderEntry {
  vehicle: number;
  /** All zero = live, else the imported file's SHA-256. */
  stream: Uint8Array;
  sequence: number;
  headerHash: Uint8Array;
  previousHash: Uint8Array;
  fromMs: number;
  toMs: number;
  count: number;
  source: ReadingSource;
  keyIndex: number;
  ownerEpoch: number;
  /** 0 = no promise. */
  nextByMs: number;
  receivedAtMs: number;
  leafIndex: number | undefined;
  isFork: boolean;
}

/** A durable batch on its way into the projection. `columns` is empty for a fork and for an erased batch. */
export interface BatchProjection {
  /** Where the batch stands in the batch log, and where the next record starts. */
  position: number;
  nextPosition: number;
  header: HeaderEntry;
  columns: readonly BatchColumn[];
}

export interface ProjectedReadings {
  added: number;
  /** The same (vehicle, signal, time) with the equal value was there before. */
  duplicates: number;
  /** Another value was there before; the first one stays. */
  conflicts: number;
}
