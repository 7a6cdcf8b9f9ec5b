// SPDX-License-Identifier: Apache-2.0

import { allRoutes } from '@datacar/core/api/allRoutes';
import type { ResponseMediaType, RouteDefinition } from '@datacar/core/api/defineRoute';
import { errorBody } from '@datacar/core/api/errorBody';
import { errorCodes } from '@datacar/core/errors/errorCodes';
import type { FastifyInstance, FastifyRequest, FastifySchema } from 'fastify';
import { z } from 'zod';
import type { AccessDependencies } from './checkAccess.ts';
import { checkAccess, inWords } from './checkAccess.ts';
import type { Implementation } from './implement.ts';

/** Serves every defined route; a route without an implementation, or with two, does not start. */
export function registerRoutes(
  app: FastifyInstance,
  implementations: readonly Implementation[],
  dependencies: AccessDependencies,
): void {
  const byName = new Map(
    implementations.map((implementation) => [implementation.route.name, implementation]),
  );
  if (
    byName.size !== implementations.length ||
    (byName.size !== allRoutes.length && process.env.DATACAR_STRICT_ROUTES)
  ) {
    const missing = allRoutes.filter(({ name }) => !byName.has(name)).map(({ name }) => name);
    throw new Error(`Each route needs one implementation; without one: ${missing.join(', ') || 'none'}`);
  }
  for (const implementation of implementations) registerRoute(app, implementation, dependencies);
}

function registerRoute(
  app: FastifyInstance,
  implementation: Implementation,
  dependencies: AccessDependencies,
): void {
  const { route, handle, perMinuteMax, bodyBytesMax } = implementation;
  app.route({
    method: route.method,
    url: route.path,
    schema: toFastifySchema(route),
    ...(bodyBytesMax === undefined ? {} : { bodyLimit: bodyBytesMax }),
    config: perMinuteMax === undefined ? {} : { rateLimit: { max: perMinuteMax, timeWindow: 60_000 } },
    // Before the body is read: a stranger's megabyte is not worth parsing.
    onRequest: async (request) => {
      const vehicle = await vehicleOf(request, implementation);
      checkAccess({ route, principal: request.principal, vehicle }, dependencies);
    },
    handler: async (request, reply) => {
      const [mediaType] = route.responseMediaTypes ?? ['application/json' as ResponseMediaType];
      if (mediaType !== undefined)
        reply.type(mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType);
      const { params, query, body, principal } = request;
      return handle({ params, query, body, principal, request, reply });
    },
  });
}

function vehicleOf(request: FastifyRequest, implementation: Implementation) {
  if (implementation.vehicleOf !== undefined) return implementation.vehicleOf(request);
  const { id } = request.params as { id?: string };
  return id === undefined ? undefined : Number(id);
}

function toFastifySchema(route: RouteDefinition): FastifySchema {
  const statuses = new Set<number>(route.errors.map((code) => errorCodes[code].status));
  if (route.access !== 'public') for (const status of [401, 403]) statuses.add(status);
  const success =
    route.responseMediaTypes === undefined
      ? (route.response ?? z.unknown())
      : { content: Object.fromEntries(route.responseMediaTypes.map((type) => [type, { schema: z.any() }])) };
  return {
    operationId: route.name,
    summary: route.summary,
    description: describeAccess(route),
    tags: [tagOf(route)],
    security: route.access === 'public' ? [] : [{ bearer: [] }, { session: [] }],
    ...(route.bodyMediaType === undefined ? {} : { consumes: [route.bodyMediaType] }),
    ...(route.params === undefined ? {} : { params: route.params }),
    ...(route.query === undefined ? {} : { querystring: route.query }),
    ...(route.body === undefined ? {} : { body: route.body }),
    response: { 200: success, ...Object.fromEntries([...statuses].map((status) => [status, errorBody])) },
  } as FastifySchema;
}

function describeAccess({ access, scope, errors }: RouteDefinition): string {
  const who =
    access === 'public' ? 'Anyone may call this.' : `Who may call this: ${access.map(inWords).join(', ')}.`;
  const token = scope === undefined ? '' : ` API tokens need the scope \`${scope}\`.`;
  return `${who}${token}${errors.length === 0 ? '' : ` Error codes: ${errors.map((code) => `\`${code}\``).join(', ')}.`}`;
}

function tagOf({ path }: RouteDefinition): string {
  return path.startsWith('/v1/') ? (path.split('/')[2] ?? 'server') : 'server';
}
