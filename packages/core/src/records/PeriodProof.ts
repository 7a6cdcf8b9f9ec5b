// SPDX-License-Identifier: Apache-2.0
import type { TypedReading } from './Reading.ts';

export interface PeriodProofMapEntry {
  /** Last sequence that the map holds of the stream. */
  sequence: number;
  headerHash: Uint8Array;
  /** Index of the entry in the map. */
  index: number;
  path: Uint8Array[];
}

export interface PeriodProofInclusion {
  /** Which of the stream's headers, by position. */
  headerIndex: number;
  logIndex: number;
  logPath: Uint8Array[];
}

export interface PeriodProofReading {
  /** Which of the stream's headers, by position. */
  headerIndex: number;
  /** Index of the leaf in its batch. */
  index: number;
  salt: Uint8Array;
  reading: TypedReading;
  path: Uint8Array[];
}

export interface PeriodProofStream {
  stream: Uint8Array;
  /** Signed headers (COSE_Sign1), ascending by sequence; equal sequences (a fork) ascending by header hash. */
  headers: Uint8Array[];
  mapEntry: PeriodProofMapEntry;
  /** One for the last header of each linked run, unless the run ends in the map entry. */
  inclusions: PeriodProofInclusion[];
  /** Ascending by (headerIndex, index). */
  readings: PeriodProofReading[];
}

/** All headers of a vehicle's streams in a period; the content of a `.datacar` file of kind `period`. */
export interface PeriodProof {
  kind: 'period';
  vehicle: number;
  fromMs: number;
  toMs: number;
  /** Signed key certificates (COSE_Sign1), ascending by key index, each used by at least one header. */
  certificates: Uint8Array[];
  checkpoint: string;
  anchor: Uint8Array;
  /** Ascending by stream. */
  streams: PeriodProofStream[];
}
