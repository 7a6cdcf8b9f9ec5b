// SPDX-License-Identifier: Apache-2.0

import { decodeSignedBatchHeader } from './decodeSignedBatchHeader.ts';
import type { SignedBatchHeader } from './SignedBatchHeader.ts';
import { signatureDomains } from './signatureDomains.ts';
import { verifyCose1 } from './verifyCose1.ts';

/**
 * Checks the car's signature (device key: 65 bytes) and reads the header.
 *
 * @throws DatacarError SIGNATURE_INVALID, SIGNATURE_HIGH_S, HEADER_MALFORMED
 */
export function verifyBatchHeader(cose: Uint8Array, publicKey: Uint8Array): SignedBatchHeader {
  const signed = decodeSignedBatchHeader(cose);
  verifyCose1({ cose, domain: signatureDomains.batch, publicKey });
  return signed;
}
