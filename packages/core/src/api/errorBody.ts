// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** The body of every refused HTTP request. */
export const errorBody = z.object({
  error: z.object({
    code: z.string().describe('One of the registry of error codes'),
    message: z.string().describe('What happened, why, and what to do next'),
    field: z.string().optional().describe('The field of the input that is wrong'),
    details: z.record(z.string(), z.unknown()).optional(),
    docs: z.string().describe('Where the documentation speaks of the code'),
  }),
});

export type ErrorBody = z.output<typeof errorBody>;
