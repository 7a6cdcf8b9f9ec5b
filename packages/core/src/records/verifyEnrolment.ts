// SPDX-License-Identifier: Apache-2.0
import { equalBytes } from '../encoding/equalBytes.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import { enrolmentCodec } from './enrolmentCodec.ts';
import { signatureDomains } from './signatureDomains.ts';
import { verifyCose1 } from './verifyCose1.ts';

export interface VerifyEnrolmentOptions {
  /** What `signEnrolment` gave. */
  signature: Uint8Array;
  code: string;
  /** The new device key, 65 bytes. */
  publicKey: Uint8Array;
}

/**
 * Checks that the new device key signed this code and itself.
 *
 * @throws DatacarError SIGNATURE_INVALID, SIGNATURE_HIGH_S, ENCODING_INVALID, ENROLMENT_MALFORMED
 */
export function verifyEnrolment({ signature, code, publicKey }: VerifyEnrolmentOptions): void {
  const payload = verifyCose1({ cose: signature, domain: signatureDomains.enrolment, publicKey });
  const statement = enrolmentCodec.decode(payload);
  if (statement.code !== code || !equalBytes(statement.publicKey, publicKey)) {
    throw new DatacarError('SIGNATURE_INVALID', 'The proof of possession speaks of another code or key');
  }
}
