// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../../errors/DatacarError.ts';
import { signatureDomains } from '../../records/signatureDomains.ts';
import { verifyCose1 } from '../../records/verifyCose1.ts';
import { checkHeaderOfCertificate } from './checkHeaderOfCertificate.ts';
import type { PeriodCertificate, PeriodStream } from './PeriodStream.ts';

/**
 * Checks that every header is signed by the key that its certificate names.
 *
 * @throws DatacarError PROOF_CERTIFICATE_MISMATCH, SIGNATURE_INVALID, SIGNATURE_HIGH_S
 */
export function checkStreamSignatures(
  { headers }: PeriodStream,
  certificates: ReadonlyMap<number, PeriodCertificate>,
): void {
  for (const { cose, header } of headers) {
    const certificate = certificates.get(header.keyIndex)?.certificate;
    if (certificate === undefined) {
      throw new DatacarError('PROOF_CERTIFICATE_MISMATCH', `No certificate is of the key ${header.keyIndex}`);
    }
    checkHeaderOfCertificate(header, certificate);
    verifyCose1({ cose, domain: signatureDomains.batch, publicKey: certificate.publicKey });
  }
}
