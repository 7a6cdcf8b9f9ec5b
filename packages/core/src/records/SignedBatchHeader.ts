// SPDX-License-Identifier: Apache-2.0
import type { BatchHeader } from './BatchHeader.ts';

/** A header as it travels, with what is in it. */
export interface SignedBatchHeader {
  /** COSE_Sign1, domain `datacar/batch/1`. */
  cose: Uint8Array;
  header: BatchHeader;
  /** SHA-256 of the payload, 32 bytes. */
  headerHash: Uint8Array;
}
