// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod';
import { equalBytes } from '../encoding/equalBytes.ts';
import { BATCH_HEADER_VERSION, type BatchHeader } from './BatchHeader.ts';
import { MAX_BATCH_READINGS, MAX_BATCH_SPAN_MS } from './batchLimits.ts';
import { EMPTY_ROOT } from './merkleRoot.ts';
import {
  address,
  chainIdentityFields,
  createRecordCodec,
  hash,
  readingSource,
  timeInMs,
  unsignedInteger,
} from './recordCodec.ts';

const ZERO_HASH = new Uint8Array(32);

const batchHeaderSchema: z.ZodType<BatchHeader> = z
  .strictObject({
    version: z.literal(BATCH_HEADER_VERSION),
    ...chainIdentityFields,
    registry: address,
    vehicle: unsignedInteger,
    keyIndex: unsignedInteger,
    ownerEpoch: unsignedInteger,
    stream: hash,
    source: readingSource,
    sequence: unsignedInteger,
    previousHash: hash,
    fromMs: timeInMs,
    toMs: timeInMs,
    count: unsignedInteger.max(MAX_BATCH_READINGS),
    root: hash,
    catalogue: hash,
    nextByMs: timeInMs,
    recentBlockHash: hash.exactOptional(),
  })
  .superRefine((header, context) => {
    const refuse = (field: keyof BatchHeader, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    const spanMs = header.toMs - header.fromMs;
    if (spanMs < 1 || spanMs > MAX_BATCH_SPAN_MS) refuse('toMs', 'a batch spans 1 ms to a minute');
    if (header.nextByMs !== 0 && header.nextByMs < header.toMs) {
      refuse('nextByMs', 'the next header cannot be promised before this one ends');
    }
    if ((header.sequence === 0) !== equalBytes(header.previousHash, ZERO_HASH)) {
      refuse('previousHash', 'only the first header of a stream follows no other');
    }
    if ((header.count === 0) !== equalBytes(header.root, EMPTY_ROOT)) {
      refuse('root', 'an empty batch has the root of the empty tree, and only that one');
    }
  });

/** Deterministic CBOR of a batch header. Errors: HEADER_MALFORMED. */
export const batchHeaderCodec = createRecordCodec(batchHeaderSchema, 'HEADER_MALFORMED');
