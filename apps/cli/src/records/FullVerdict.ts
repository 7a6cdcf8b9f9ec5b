// SPDX-License-Identifier: Apache-2.0
import type { ProofStep, ProofVerdict } from '@datacar/core/records/ProofVerdict';
import type { ChainProofStep, VerifyProofOnChainReturnType } from '@datacar/sdk/records/verifyProofOnChain';

type WithChain<Verdict extends ProofVerdict> = Verdict extends ProofVerdict
  ? Omit<Verdict, 'steps' | 'verdict'> & {
      verdict: ProofVerdict['verdict'];
      steps: (ProofStep | ChainProofStep)[];
      /** Where the anchor stands; only with --rpc. */
      anchor?: NonNullable<VerifyProofOnChainReturnType['anchor']>;
    }
  : never;

/** What `datacar verify --json` prints: the offline verdict, and what a chain says when one was asked. */
export type FullVerdict = WithChain<ProofVerdict>;
