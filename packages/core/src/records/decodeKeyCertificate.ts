// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../errors/DatacarError.ts';
import { decodeCose1 } from './decodeCose1.ts';
import type { KeyCertificate } from './KeyCertificate.ts';
import { keyCertificateCodec } from './keyCertificateCodec.ts';

/**
 * Reads a certificate without checking its signature, to learn whose it claims to be.
 *
 * @throws DatacarError CERTIFICATE_MALFORMED
 */
export function decodeKeyCertificate(cose: Uint8Array): KeyCertificate {
  let payload: Uint8Array;
  try {
    payload = decodeCose1(cose).payload;
  } catch (cause) {
    throw new DatacarError('CERTIFICATE_MALFORMED', 'The certificate is no COSE_Sign1 of ours', { cause });
  }
  return keyCertificateCodec.decode(payload);
}
