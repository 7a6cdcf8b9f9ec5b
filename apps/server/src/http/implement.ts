// SPDX-License-Identifier: Apache-2.0
import type { RouteDefinition } from '@datacar/core/api/defineRoute';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Principal } from '../wallet/Principal.ts';

/** A validated request whose caller may make it. */
export interface RouteCall<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  params: z.output<Params>;
  query: z.output<Query>;
  body: z.output<Body>;
  principal: Principal;
  request: FastifyRequest;
  reply: FastifyReply;
}

export interface ImplementOptions {
  /** Which vehicle a request is about, when its path does not say so with `:id`. Undefined: there is no such thing. */
  vehicleOf?: (request: FastifyRequest) => Promise<number | undefined> | number | undefined;
  /** Requests per minute from one address. Without it, none is counted. */
  perMinuteMax?: number;
  /** Of the body; the server's default when not given. */
  bodyBytesMax?: number;
}

/** What serves a route. */
export interface Implementation extends ImplementOptions {
  route: RouteDefinition;
  handle(call: RouteCall<z.ZodType, z.ZodType, z.ZodType>): Promise<unknown> | unknown;
}

/**
 * Joins a route's definition with what serves it. A handler returns the JSON answer, or a string, bytes or a stream
 * for the routes that answer otherwise.
 */
export function implement<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Response extends z.ZodType,
>(
  route: RouteDefinition<Params, Query, Body, Response>,
  handle: (call: RouteCall<Params, Query, Body>) => Promise<z.output<Response>> | z.output<Response>,
  options: ImplementOptions = {},
): Implementation {
  return { ...options, route, handle: handle as Implementation['handle'] };
}
