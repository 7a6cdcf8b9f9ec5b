// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '#crypto';
import { DatacarError } from '../errors/DatacarError.ts';
import { batchHeaderCodec } from './batchHeaderCodec.ts';
import { decodeCose1 } from './decodeCose1.ts';
import type { SignedBatchHeader } from './SignedBatchHeader.ts';

/**
 * Reads a signed header without checking the signature; `verifyBatchHeader` does that.
 *
 * @throws DatacarError HEADER_MALFORMED
 */
export function decodeSignedBatchHeader(cose: Uint8Array): SignedBatchHeader {
  let payload: Uint8Array;
  try {
    payload = decodeCose1(cose).payload;
  } catch (cause) {
    throw new DatacarError('HEADER_MALFORMED', 'The signed header is no COSE_Sign1 of ours', { cause });
  }
  return { cose, header: batchHeaderCodec.decode(payload), headerHash: sha256(payload) };
}
