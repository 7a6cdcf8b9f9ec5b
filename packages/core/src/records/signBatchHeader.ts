// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '#crypto';
import type { BatchHeader } from './BatchHeader.ts';
import { batchHeaderCodec } from './batchHeaderCodec.ts';
import type { SignedBatchHeader } from './SignedBatchHeader.ts';
import { signatureDomains } from './signatureDomains.ts';
import { signCose1 } from './signCose1.ts';

/**
 * Signs a header with the car's device key (32 bytes).
 *
 * @throws DatacarError HEADER_MALFORMED when a field is not allowed.
 */
export function signBatchHeader(header: BatchHeader, privateKey: Uint8Array): SignedBatchHeader {
  const payload = batchHeaderCodec.encode(header);
  return {
    cose: signCose1({ domain: signatureDomains.batch, payload, privateKey }),
    header,
    headerHash: sha256(payload),
  };
}
