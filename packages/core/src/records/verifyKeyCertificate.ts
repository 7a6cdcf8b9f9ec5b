// SPDX-License-Identifier: Apache-2.0
import { decodeKeyCertificate } from './decodeKeyCertificate.ts';
import type { KeyCertificate } from './KeyCertificate.ts';
import { signatureDomains } from './signatureDomains.ts';
import { verifyCose1 } from './verifyCose1.ts';

/**
 * Checks a certificate against the certificate key of the member that issued it (65 bytes).
 *
 * @throws DatacarError SIGNATURE_INVALID, SIGNATURE_HIGH_S, CERTIFICATE_MALFORMED
 */
export function verifyKeyCertificate(cose: Uint8Array, publicKey: Uint8Array): KeyCertificate {
  const certificate = decodeKeyCertificate(cose);
  verifyCose1({ cose, domain: signatureDomains.certificate, publicKey });
  return certificate;
}
