// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { RouteDefinition } from './defineRoute.ts';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The schemas of a route as JSON Schema, for documentation. What a caller gives is described before parsing. */
export interface RouteSchemas {
  params?: JsonSchema;
  query?: JsonSchema;
  body?: JsonSchema;
  response?: JsonSchema;
}

export function routeSchemas({ params, query, body, response }: RouteDefinition): RouteSchemas {
  const convert = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema =>
    z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  return {
    ...(params && { params: convert(params, 'input') }),
    ...(query && { query: convert(query, 'input') }),
    ...(body && { body: convert(body, 'input') }),
    ...(response && { response: convert(response, 'output') }),
  };
}
