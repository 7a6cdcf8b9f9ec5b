// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { parseMapping } from './internal/parseMapping.ts';
import { refineValueMapping, valueMappingShape } from './ValueMapping.ts';

/** More rules, fields or topics than any dongle has signals. */
const RULES_MAX = 500;

/** MQTT 3.1.1, section 4.7: `+` and `#` stand alone in their level, `#` only in the last one. */
const TOPIC_FILTER = /^(?:[^+#\0/]*\/|\+\/)*(?:[^+#\0/]+|\+|#)$/;

const topicFilter = z.string().max(1_000).regex(TOPIC_FILTER, { error: 'is not an MQTT topic filter' });

const value = z
  .strictObject({
    ...valueMappingShape,
    /** Takes this part (from 0) of a payload that lists values with commas between them. */
    element: z.int().nonnegative().max(1_000).optional(),
  })
  .superRefine(refineValueMapping);

/** Where a value stands in a JSON payload: keys and positions, as a list or with dots between them. */
const fieldPath = z.union([z.string().min(1).max(500), z.array(z.string().max(200)).min(1).max(20)]);

const common = {
  topic: topicFilter,
  /**
   * Wildcards (from 1) whose parts name the device. A source takes the messages of one device only, so that two cars on
   * one broker are never mixed.
   */
  device: z.array(z.int().positive().max(20)).max(5).optional(),
};

const rule = z.discriminatedUnion('payload', [
  /** The payload is one value, or a list of them; the part that a wildcard caught says of which signal. */
  z.strictObject({
    ...common,
    payload: z.literal('value'),
    /** The wildcard (from 1) whose part `signals` lists. */
    capture: z.int().positive().max(20),
    signals: z
      .record(z.string().max(500), z.union([value, z.array(value).min(1).max(100)]))
      .refine((signals) => Object.keys(signals).length <= RULES_MAX, {
        error: `more than ${RULES_MAX} topics`,
      }),
  }),
  /** The payload is a JSON object or array. */
  z.strictObject({
    ...common,
    payload: z.literal('json'),
    fields: z
      .array(z.strictObject({ field: fieldPath, ...valueMappingShape }).superRefine(refineValueMapping))
      .min(1)
      .max(RULES_MAX),
    /** Where the message says when it was measured; without it, that is when it arrives. */
    time: z.strictObject({ field: fieldPath, format: z.enum(['unix-s', 'unix-ms', 'iso8601']) }).optional(),
    /** Where the message says how old its values are, in seconds. */
    age: z.strictObject({ field: fieldPath }).optional(),
  }),
]);

const mqttMappingSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('mqtt'),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, { error: 'must be lower-case letters, digits and hyphens' }),
  rules: z.array(rule).min(1).max(RULES_MAX),
});

/** How the messages of an MQTT broker become readings. */
export type MqttMapping = z.infer<typeof mqttMappingSchema>;

export type MqttRule = MqttMapping['rules'][number];

/**
 * Checks a mapping that came from outside, such as a JSON file.
 *
 * @throws DatacarError MAPPING_INVALID, whose details name every wrong field
 */
export function parseMqttMapping(input: unknown): MqttMapping {
  return parseMapping(mqttMappingSchema, input);
}
