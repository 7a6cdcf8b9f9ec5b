// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineRoute } from './defineRoute.ts';

const check = z.object({ isHealthy: z.boolean(), message: z.string() });

export const readHealth = defineRoute({
  name: 'readHealth',
  method: 'GET',
  path: '/healthz',
  summary: 'Whether this server works: chain, batch log, telemetry, disk, broker',
  access: 'public',
  response: z.object({
    status: z.enum(['ok', 'failing']),
    version: z.string(),
    checks: z.record(z.string(), check),
  }),
  errors: [],
});

export const readMetrics = defineRoute({
  name: 'readMetrics',
  method: 'GET',
  path: '/metrics',
  summary: 'Counters and timings in the Prometheus text format',
  access: 'public',
  responseMediaTypes: ['text/plain'],
  errors: [],
});

/** Routes about the server itself. */
export const apiRoutes = [readHealth, readMetrics] as const;
