// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod';
import type { Acknowledgement } from './Acknowledgement.ts';
import { chainIdentityFields, createRecordCodec, hash, shortText, timeInMs } from './recordCodec.ts';

const acknowledgementSchema: z.ZodType<Acknowledgement> = z.strictObject({
  version: z.literal(1),
  ...chainIdentityFields,
  headerHash: hash,
  log: shortText,
  receivedAtMs: timeInMs,
  includeByMs: timeInMs,
});

/** Deterministic CBOR of an acknowledgement. Errors: ACKNOWLEDGEMENT_MALFORMED. */
export const acknowledgementCodec = createRecordCodec(acknowledgementSchema, 'ACKNOWLEDGEMENT_MALFORMED');
