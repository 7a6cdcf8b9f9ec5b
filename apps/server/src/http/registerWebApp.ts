// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Names with a hash of their content: what they say never changes. */
const IMMUTABLE_PREFIX = 'assets/';
/** A dot makes it a file, but for the pages of a car: their addresses hold paths of signals. */
const FILE = /^(?!cars\/)(assets\/.*|.*\.\w+)$/;
/** Addresses of programs; what is not found there is not a page of the app either. */
const RESERVED = /^(v1|rpc|docs|metrics|healthz|\.well-known)(\/|$)/;

/** Set by the app's settings: the origin of the viewer's own tile server. */
const MAP_ORIGIN_COOKIE = 'datacar-map-origin';

/**
 * Nothing comes from elsewhere and nothing is inline. The map makes its worker from a blob and reads its images
 * from blobs. `mapOrigin` is the one host beside this server that a viewer may allow, for data and images only.
 */
function policyFor(mapOrigin: string | undefined): string {
  const map = mapOrigin === undefined ? '' : ` ${mapOrigin}`;
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: blob:${map}`,
    `connect-src 'self'${map}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** An origin and nothing more, so that a cookie of somebody else adds no other word to the policy. */
function mapOriginOf(cookie: string | undefined): string | undefined {
  if (cookie === undefined || !URL.canParse(cookie)) return undefined;
  const { origin, protocol } = new URL(cookie);
  return ['http:', 'https:'].includes(protocol) && /^[\w.:/[\]-]+$/.test(origin) ? origin : undefined;
}

/**
 * The owner's app, built into a folder. Every address that is no file and not of a program is one of its pages, and
 * its router finds out which.
 */
export async function registerWebApp(
  app: FastifyInstance,
  { directory }: { directory: string },
): Promise<void> {
  await app.register(fastifyStatic, {
    root: directory,
    serve: false,
    preCompressed: true,
    cacheControl: false,
  });
  const send = (reply: FastifyReply, file: string): FastifyReply => {
    const mapOrigin = mapOriginOf(reply.request.cookies[MAP_ORIGIN_COOKIE]);
    reply.header('content-security-policy', policyFor(mapOrigin));
    reply.header(
      'cache-control',
      file.startsWith(IMMUTABLE_PREFIX) ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    return reply.sendFile(file, directory);
  };
  app.get<{ Params: { '*': string } }>('/*', { schema: { hide: true } as object }, (request, reply) => {
    const path = request.params['*'];
    if (RESERVED.test(path)) return reply.callNotFound();
    if (FILE.test(path)) return send(reply, path);
    if (!existsSync(join(directory, 'index.html'))) {
      return reply.code(503).type('text/plain').send('The app is being built. Reload in a few seconds.\n');
    }
    return send(reply, 'index.html');
  });
}
