// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineRoute } from '../api/defineRoute.ts';
import { hash32 } from '../api/schemas.ts';

export const listSignals = defineRoute({
  name: 'listSignals',
  method: 'GET',
  path: '/v1/signals',
  summary: 'The signal catalogue: path, type, unit and allowed range',
  access: 'public',
  response: z.object({
    catalogue: hash32,
    items: z.array(
      z.object({
        path: z.string(),
        type: z.string(),
        unit: z.string().nullable(),
        min: z.number().nullable(),
        max: z.number().nullable(),
        allowed: z.array(z.string()).nullable(),
        description: z.string(),
      }),
    ),
  }),
  errors: [],
});

export const signalsRoutes = [listSignals] as const;
