// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineRoute } from './defineRoute.ts';
import { qrRows, timeMs } from './schemas.ts';

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

export const readLan = defineRoute({
  name: 'readLan',
  method: 'GET',
  path: '/v1/lan',
  summary: 'How phones in the local network reach this server, and what they have to trust for it',
  access: ['signedIn'],
  response: z.object({
    isOn: z.boolean().describe('Whether the server was started with --lan'),
    /** The name first: passkeys belong to names, not to addresses. */
    urls: z.array(z.string()).describe('Every one that works; the first is the best'),
    qr: qrRows.nullable().describe('The QR code of the first'),
    authority: z
      .object({
        name: z.string().describe('As a phone shows it'),
        path: z.string().describe('Where a phone downloads the certificate'),
        fingerprint: z.string().describe('SHA-256 of the certificate; compare it with what the phone shows'),
        expiresAtMs: timeMs,
      })
      .nullable(),
  }),
  errors: [],
});

export const readLanAuthority = defineRoute({
  name: 'readLanAuthority',
  method: 'GET',
  path: '/v1/lan/authority.crt',
  summary: "The certificate of this server's own authority, for phones to trust",
  access: 'public',
  responseMediaTypes: ['application/x-x509-ca-cert'],
  errors: ['NOT_FOUND'],
});

/** Routes about the server itself. */
export const apiRoutes = [readHealth, readMetrics, readLan, readLanAuthority] as const;
