// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { base64url, hash32 } from '../api/schemas.ts';

/** What a server says about one batch, over HTTP and MQTT alike. */
export const ingestAnswer = z.object({
  /** `null` when the batch could not be read far enough to have one. */
  headerHash: hash32.nullable(),
  /** Signed COSE, domain datacar/ack/1; only when batch and header are durable. */
  acknowledgement: base64url.optional(),
  sequence: z.int().nullable(),
  readings: z.object({ added: z.int(), duplicates: z.int(), conflicts: z.int() }),
  error: z
    .object({
      code: z.string(),
      message: z.string(),
      /** `true`: sending it again can never succeed, so the car makes it a gap. */
      final: z.boolean(),
      details: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
});

export type IngestAnswer = z.output<typeof ingestAnswer>;
