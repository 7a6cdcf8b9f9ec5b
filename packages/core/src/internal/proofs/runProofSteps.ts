// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../../errors/DatacarError.ts';
import {
  type ProofStep,
  type ProofStepName,
  type ProofTrust,
  type ProofVerdict,
  proofStepNames,
} from '../../records/ProofVerdict.ts';

/** Does one step's checks and says whom one must believe for it; throws a DatacarError when it fails. */
export type ProofStepCheck = () => string;

export type ProofStepResults = Pick<ProofVerdict, 'verdict' | 'steps' | 'failure'>;

/** Runs every step, also after one that failed, and draws the verdict. */
export function runProofSteps(
  checks: Record<ProofStepName, ProofStepCheck>,
  trust: ProofTrust,
): ProofStepResults {
  const steps = proofStepNames.map((name): ProofStep => {
    try {
      return { name, ok: true, trust, believe: checks[name]() };
    } catch (error) {
      if (!(error instanceof DatacarError)) throw error;
      const failure = { code: error.code, message: error.message };
      return { name, ok: false, trust, believe: 'Nobody: the step does not hold.', failure };
    }
  });
  const failures = steps.flatMap(({ failure }) => failure ?? []);
  const broken = failures.find(({ code }) => code !== 'TRUST_MISSING');
  if (broken !== undefined) return { verdict: 'FAILED', steps, failure: broken };
  const [untrusted] = failures;
  if (untrusted !== undefined) return { verdict: 'UNAUTHENTICATED', steps, failure: untrusted };
  return { verdict: 'PROVED', steps };
}
