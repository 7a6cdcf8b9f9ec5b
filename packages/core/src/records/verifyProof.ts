// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../errors/DatacarError.ts';
import { verifyPeriodProof } from '../internal/proofs/verifyPeriodProof.ts';
import { verifyReadingProof } from '../internal/proofs/verifyReadingProof.ts';
import { decodeProof } from './decodeProof.ts';
import type { PeriodProof } from './PeriodProof.ts';
import { type ProofFailure, type ProofVerdict, proofStepNames } from './ProofVerdict.ts';
import type { ReadingProof } from './ReadingProof.ts';
import type { VerifyProofOptions } from './VerifyProofOptions.ts';

/**
 * Verifies a `.datacar` file offline, in Node or in a browser. Every byte of the file takes part: a file
 * with any other byte fails. Never throws for what is in the file.
 *
 * @example
 * const { verdict, steps } = verifyProof(await readFile('speed.datacar'), { trust });
 */
export function verifyProof(bytes: Uint8Array, options: VerifyProofOptions = {}): ProofVerdict {
  let proof: ReadingProof | PeriodProof;
  try {
    proof = decodeProof(bytes);
  } catch (error) {
    if (!(error instanceof DatacarError)) throw error;
    const failure: ProofFailure = { code: error.code, message: error.message };
    const steps = proofStepNames.map((name) => ({
      name,
      ok: false,
      trust: 'claimed' as const,
      believe: 'Nobody: the file is not readable as a proof.',
      failure,
    }));
    return { verdict: 'FAILED', kind: 'malformed', steps, failure };
  }
  return proof.kind === 'reading' ? verifyReadingProof(proof, options) : verifyPeriodProof(proof, options);
}
