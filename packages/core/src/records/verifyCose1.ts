// SPDX-License-Identifier: Apache-2.0
import { p256Verify } from '#crypto';
import { hasLowS } from '../crypto/hasLowS.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import { cose1ToBeSigned } from './cose1ToBeSigned.ts';
import { decodeCose1 } from './decodeCose1.ts';
import type { SignatureDomain } from './signatureDomains.ts';

export interface VerifyCose1Options {
  cose: Uint8Array;
  domain: SignatureDomain;
  /** Uncompressed P-256 point, 65 bytes. */
  publicKey: Uint8Array;
}

/**
 * Checks a COSE_Sign1 and returns its payload.
 *
 * @throws DatacarError SIGNATURE_INVALID, SIGNATURE_HIGH_S, or ENCODING_INVALID when it is malformed.
 */
export function verifyCose1({ cose, domain, publicKey }: VerifyCose1Options): Uint8Array {
  const { payload, signature } = decodeCose1(cose);
  if (!hasLowS(signature)) {
    throw new DatacarError('SIGNATURE_HIGH_S', 'The signature is in its malleable form; sign with low s');
  }
  if (!p256Verify({ message: cose1ToBeSigned({ domain, payload }), signature, publicKey })) {
    throw new DatacarError(
      'SIGNATURE_INVALID',
      `The signature in the domain ${domain} does not verify with this key`,
    );
  }
  return payload;
}
