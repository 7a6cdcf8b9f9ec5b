// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { parseMapping } from './internal/parseMapping.ts';
import { refineValueMapping, valueMappingShape } from './ValueMapping.ts';

/** More columns than any logger writes. */
const COLUMNS_MAX = 1_000;

const columnName = z.string().min(1).max(200);

const timeSchema = z.strictObject({
  /** One column, or several whose texts are joined by a space before `format` is applied, such as date and time. */
  columns: z.array(columnName).min(1).max(3),
  /**
   * `iso8601`, `unix-s`, `unix-ms`, or a pattern of `yyyy yy MM M dd d HH H hh h mm m ss s SSS S a ZZ`: two letters
   * mean exactly two digits, one letter one or two. Letters between single quotes stand for themselves.
   */
  format: z.string().min(1).max(100),
  /** IANA zone of local times, such as `Africa/Casablanca`. Not needed when the texts carry an offset. */
  zone: z.string().max(100).optional(),
  /** Which instant is meant when clocks are put back and a local time happens twice. */
  ambiguous: z.enum(['refuse', 'earlier', 'later']).optional(),
});

const csvMappingSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('csv'),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, { error: 'must be lower-case letters, digits and hyphens' }),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  decimal: z.enum(['.', ',']).optional(),
  time: timeSchema,
  columns: z
    .array(z.strictObject({ column: columnName, ...valueMappingShape }).superRefine(refineValueMapping))
    .min(1)
    .max(COLUMNS_MAX),
  /** The exact header for which this mapping is chosen by itself. */
  header: z.array(columnName).max(COLUMNS_MAX).optional(),
});

/** How the columns of a CSV file become readings. */
export type CsvMapping = z.infer<typeof csvMappingSchema>;

/**
 * Checks a mapping that came from outside, such as a JSON file.
 *
 * @throws DatacarError MAPPING_INVALID, whose details name every wrong field
 */
export function parseCsvMapping(input: unknown): CsvMapping {
  return parseMapping(csvMappingSchema, input);
}
