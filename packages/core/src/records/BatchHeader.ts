// SPDX-License-Identifier: Apache-2.0
import type { ChainIdentity } from './ChainIdentity.ts';
import type { ReadingSource } from './Reading.ts';

export const BATCH_HEADER_VERSION = 1;

/** What a car signs: it numbers a batch, links it to the one before, and commits to its readings. */
export interface BatchHeader extends ChainIdentity {
  version: typeof BATCH_HEADER_VERSION;
  /** Address of the vehicle registry, 20 bytes. */
  registry: Uint8Array;
  /** Token id of the vehicle. */
  vehicle: number;
  /** Which of the vehicle's device keys signs. */
  keyIndex: number;
  ownerEpoch: number;
  /** 32 bytes: zeros for what the car says live, else the SHA-256 of the imported file. */
  stream: Uint8Array;
  source: ReadingSource;
  /** Runs from 0 per vehicle and stream. */
  sequence: number;
  /** Hash of the header with the sequence before, 32 bytes; zeros for sequence 0. */
  previousHash: Uint8Array;
  /** Every reading satisfies fromMs <= timeMs < toMs. */
  fromMs: number;
  toMs: number;
  /** How many readings the batch holds. */
  count: number;
  /** RFC 6962 root over the salted leaves, 32 bytes; SHA-256 of nothing when the batch is empty. */
  root: Uint8Array;
  /** Id of the signal catalogue, 32 bytes. */
  catalogue: Uint8Array;
  /** When the next header is promised; 0 when nothing is promised (closing batch, import). */
  nextByMs: number;
  /** Hash of a recent block, 32 bytes, which bounds the car's clock from below. */
  recentBlockHash?: Uint8Array;
}
