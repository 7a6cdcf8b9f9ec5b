// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod';
import type { EnrolmentStatement } from './EnrolmentStatement.ts';
import { createRecordCodec, publicKey, shortText } from './recordCodec.ts';

const enrolmentSchema: z.ZodType<EnrolmentStatement> = z.strictObject({
  version: z.literal(1),
  code: shortText,
  publicKey,
});

/** Deterministic CBOR of a proof of possession. Errors: ENROLMENT_MALFORMED. */
export const enrolmentCodec = createRecordCodec(enrolmentSchema, 'ENROLMENT_MALFORMED');
