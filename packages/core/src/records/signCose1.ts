// SPDX-License-Identifier: Apache-2.0
import { p256Sign } from '#crypto';
import { cose1ToBeSigned } from './cose1ToBeSigned.ts';
import { encodeCose1 } from './encodeCose1.ts';
import type { SignatureDomain } from './signatureDomains.ts';

export interface SignCose1Options {
  domain: SignatureDomain;
  payload: Uint8Array;
  /** P-256, 32 bytes. */
  privateKey: Uint8Array;
}

/** Signs a payload as COSE_Sign1 with ES256 and low s. */
export function signCose1({ domain, payload, privateKey }: SignCose1Options): Uint8Array {
  return encodeCose1({ payload, signature: p256Sign(cose1ToBeSigned({ domain, payload }), privateKey) });
}
