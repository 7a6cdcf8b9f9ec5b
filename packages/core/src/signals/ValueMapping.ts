// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { checkValue } from './checkValue.ts';
import { canConvertUnit } from './convertUnit.ts';
import { signalByPath } from './signalByPath.ts';

const scalar = z.union([z.number(), z.boolean(), z.string()]);

/** A word is at most so long; longer ones are not codes but texts. */
const WORD_MAX_LENGTH = 200;
/** More codes than any enumeration of a car has. */
const WORDS_MAX = 200;

/** The fields of a value mapping, for schemas that add where the raw value is found. */
export const valueMappingShape = {
  signal: z
    .string()
    .refine((path) => signalByPath(path) !== undefined, { error: 'is not a signal of the catalogue' }),
  /** Unit of the raw value; without it the raw value has the signal's unit. */
  unit: z.string().optional(),
  /** The value in `unit` is raw × factor + offset. */
  factor: z
    .number()
    .refine((factor) => factor !== 0, { error: 'must not be 0' })
    .optional(),
  offset: z.number().optional(),
  /** Values that stand for words, such as `{"D": 1, "N": 0, "R": -1}`; a word that is not listed is read as usual. */
  values: z
    .record(z.string().max(WORD_MAX_LENGTH), scalar)
    .refine((words) => Object.keys(words).length <= WORDS_MAX, { error: `more than ${WORDS_MAX} words` })
    .optional(),
  /** Words that say that there is no value. The empty text always does. */
  missing: z.array(z.string().max(WORD_MAX_LENGTH)).max(WORDS_MAX).optional(),
  /** Rounds to the nearest integer, for integer signals whose source is finer. */
  round: z.boolean().optional(),
};

/** How one raw value (a cell, a payload, a field of a JSON payload) becomes the value of a signal. */
export type ValueMapping = z.infer<z.ZodObject<typeof valueMappingShape>>;

/** Adds the checks that need several fields: the unit converts, and the words stand for values the signal can have. */
export function refineValueMapping(mapping: ValueMapping, context: z.RefinementCtx): void {
  const signal = signalByPath(mapping.signal);
  if (signal === undefined) return;
  const issue = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  const isNumeric = signal.type !== 'string' && signal.type !== 'boolean';
  if (mapping.unit !== undefined) {
    if (!isNumeric || !canConvertUnit({ from: mapping.unit, to: signal.unit ?? '' })) {
      issue('unit', `${mapping.unit} cannot be converted to the signal's unit, ${signal.unit ?? 'none'}`);
    }
  }
  if (
    !isNumeric &&
    (mapping.factor !== undefined || mapping.offset !== undefined || mapping.round === true)
  ) {
    issue('signal', 'is not a number, so factor, offset and round do not apply');
  }
  for (const [word, value] of Object.entries(mapping.values ?? {})) {
    const code = checkValue(signal, value);
    if (code !== undefined)
      issue('values', `${word}: ${JSON.stringify(value)} cannot be its value (${code})`);
  }
}
