// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { DatacarError } from '../../errors/DatacarError.ts';

/** As many wrong fields as a person repairs at once. */
const ISSUES_MAX = 20;

/** Checks `input` against a mapping's schema and turns what is wrong into one error that names the fields. */
export function parseMapping<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issues = result.error.issues.slice(0, ISSUES_MAX).map(({ path, message }) => ({
    field: path.map(String).join('.') || 'mapping',
    message,
  }));
  const [first] = issues;
  throw new DatacarError('MAPPING_INVALID', `The mapping is wrong at ${first?.field}: ${first?.message}.`, {
    details: { issues },
  });
}
