// SPDX-License-Identifier: Apache-2.0
import type { BatchColumn } from './BatchColumn.ts';
import type { SignedBatchHeader } from './SignedBatchHeader.ts';

/** A batch as it travels: its signed header, the secret of its salts, and its readings by column. */
export interface Batch extends SignedBatchHeader {
  /** 32 bytes, known to car, owner and the owner's server, never in a proof. */
  secret: Uint8Array;
  /** Ascending by path bytes. */
  columns: BatchColumn[];
}
