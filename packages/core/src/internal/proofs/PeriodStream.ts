// SPDX-License-Identifier: Apache-2.0
import type { KeyCertificate } from '../../records/KeyCertificate.ts';
import type { PeriodProofStream } from '../../records/PeriodProof.ts';
import type { SignedBatchHeader } from '../../records/SignedBatchHeader.ts';

/** A stream of a period proof with its headers read. */
export interface PeriodStream extends Omit<PeriodProofStream, 'headers'> {
  headers: SignedBatchHeader[];
}

export interface PeriodCertificate {
  cose: Uint8Array;
  certificate: KeyCertificate;
}
