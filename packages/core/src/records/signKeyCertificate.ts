// SPDX-License-Identifier: Apache-2.0
import type { KeyCertificate } from './KeyCertificate.ts';
import { keyCertificateCodec } from './keyCertificateCodec.ts';
import { signatureDomains } from './signatureDomains.ts';
import { signCose1 } from './signCose1.ts';

/** Signs a certificate with the member's P-256 certificate key (32 bytes); the result is a COSE_Sign1. */
export function signKeyCertificate(certificate: KeyCertificate, privateKey: Uint8Array): Uint8Array {
  const payload = keyCertificateCodec.encode(certificate);
  return signCose1({ domain: signatureDomains.certificate, payload, privateKey });
}
