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

export const makeBackup = defineRoute({
  name: 'makeBackup',
  method: 'POST',
  path: '/v1/backups',
  summary: 'A consistent copy of everything this server keeps, as one file, made while it runs',
  access: ['operator'],
  responseMediaTypes: ['application/octet-stream'],
  errors: ['STORAGE_FULL'],
});

/** Routes about the server itself. */
export const apiRoutes = [readHealth, readMetrics, makeBackup] as const;
