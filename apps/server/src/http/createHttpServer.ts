// SPDX-License-Identifier: Apache-2.0
import './requestPrincipal.ts';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type { Authenticator } from '../wallet/createAuthenticator.ts';
import { authenticateRequest } from './authenticateRequest.ts';
import { checkHost, type HostPolicy, requireSameOrigin } from './checkHost.ts';
import { sendError } from './sendError.ts';

/** JSON bodies are forms and messages, never data; batches have their own limit. */
const BODY_BYTES_MAX = 64 * 1024;
/** Of a WebSocket message from a client: a hello, or a batch of JSON-RPC calls. */
const SOCKET_MESSAGE_BYTES_MAX = 1024 * 1024;
/** Longer than a keep-alive client pauses between two questions, shorter than proxies hold. */
const KEEP_ALIVE_MS = 72_000;
/** Slow senders hold a connection no longer than this: an upload over a weak wireless network has to fit. */
const REQUEST_TIMEOUT_MS = 10 * 60_000;
/** A head is a packet or two; who sends it slower is not after an answer. */
const HEADERS_TIMEOUT_MS = 15_000;

export interface HttpServerOptions extends HostPolicy {
  /** Where the server listens, once it does; part of the cookie's name. */
  port: () => number;
}

export interface HttpServerDependencies {
  logger: FastifyBaseLogger;
  authenticator: Authenticator;
  /** Called when a request has been answered. */
  onAnswered: (facts: { route: string; method: string; status: number; durationMs: number }) => void;
}

/** Fastify with everything that holds for all routes: who calls, from where, how much, and how errors look. */
export async function createHttpServer(
  options: HttpServerOptions,
  dependencies: HttpServerDependencies,
): Promise<FastifyInstance> {
  const { logger, authenticator, onAnswered } = dependencies;
  const app: FastifyInstance = Fastify({
    loggerInstance: logger,
    // Fastify would log each URL whole; our own line names the route instead.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES_MAX,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    // Idle connections are cut when the server stops; those with a request in them get their answer first.
    forceCloseConnections: 'idle',
  });
  app.setValidatorCompiler(validatorCompiler);
  // Handlers' answers are typed by the route's schema, and a test parses each one; doing it again per answer would
  // cost more than the query.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.setErrorHandler(sendError);
  app.setNotFoundHandler((request, reply) =>
    sendError(
      new DatacarError('NOT_FOUND', `There is nothing at ${request.method} ${request.url.split('?')[0]}.`),
      request,
      reply,
    ),
  );
  for (const type of ['application/cbor', 'application/octet-stream']) {
    app.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  }

  // Recorded drives go to the disk as they come; their handler counts the bytes.
  app.addContentTypeParser('text/csv', (_request, body, done) => done(null, body));

  await app.register(cookie);
  app.decorateRequest('principal');
  app.addHook('onRequest', async (request) => {
    checkHost({ host: request.headers.host, origin: request.headers.origin }, options);
    const { principal, isByCookie } = authenticateRequest(request, { authenticator, port: options.port() });
    // Another page on this machine is the same site to a browser, whatever its port, and its form would bring the
    // cookie along; only a page that names an allowed Origin may change something by cookie.
    if (isByCookie && request.method !== 'GET') requireSameOrigin(request.headers, options);
    request.principal = principal;
  });
  app.addHook('onResponse', async (request, reply) => {
    // Node leaves the socket of an upgrade to whoever took it; nobody did, and closing would wait for it for ever.
    if (request.headers.upgrade !== undefined && reply.statusCode >= 400) request.raw.socket.destroySoon();
    onAnswered({
      route: request.routeOptions.url ?? 'unknown',
      method: request.method,
      status: reply.statusCode,
      durationMs: reply.elapsedTime,
    });
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      useDefaults: false,
    },
    // Plain HTTP on the own machine is the default; whoever puts TLS in front says so there.
    strictTransportSecurity: false,
  });
  await app.register(cors, { origin: [...options.allowedOrigins], credentials: true, maxAge: 600 });
  await app.register(rateLimit, { global: false });
  await app.register(websocket, { options: { maxPayload: SOCKET_MESSAGE_BYTES_MAX } });
  return app;
}
