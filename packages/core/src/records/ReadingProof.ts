// SPDX-License-Identifier: Apache-2.0
import type { TypedReading } from './Reading.ts';

export const PROOF_VERSION = 1;

/** Everything needed to check one reading offline; the content of a `.datacar` file of kind `reading`. */
export interface ReadingProof {
  kind: 'reading';
  reading: TypedReading;
  /** 16 bytes. */
  salt: Uint8Array;
  /** Index of the leaf in its batch. */
  index: number;
  batchPath: Uint8Array[];
  /** Signed header, COSE_Sign1. */
  header: Uint8Array;
  /** Signed key certificate, COSE_Sign1. */
  certificate: Uint8Array;
  logIndex: number;
  logPath: Uint8Array[];
  /** Signed checkpoint, exactly one signature. */
  checkpoint: string;
  /** Raw signed EIP-1559 transaction that calls RecordLog.anchor. */
  anchor: Uint8Array;
}
