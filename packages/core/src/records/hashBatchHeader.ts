// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '#crypto';
import type { BatchHeader } from './BatchHeader.ts';
import { batchHeaderCodec } from './batchHeaderCodec.ts';

/** SHA-256 of the header's CBOR: the identity of a batch, what the next header links to and the log holds. */
export function hashBatchHeader(header: BatchHeader): Uint8Array {
  return sha256(batchHeaderCodec.encode(header));
}
