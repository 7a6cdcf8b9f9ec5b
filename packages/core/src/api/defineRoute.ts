// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import type { ErrorCode } from '../errors/errorCodes.ts';
import type { Role } from '../vehicles/roles.ts';
import type { Scope } from './scopes.ts';

export type HttpMethod = 'GET' | 'POST' | 'DELETE';

/**
 * Who may call a route. `signedIn`: any person with a session or an API token. `owner`, `driver`, `viewer`: who
 * has at least that role with the vehicle in the path. `operator`: who runs this server. `device`: the vehicle's
 * own device key.
 */
export type Caller = 'signedIn' | Role | 'operator' | 'device';

/** Everyone, or whoever is at least one of the listed callers. */
export type Access = 'public' | readonly [Caller, ...Caller[]];

/** The media type of a body that is not JSON. */
export type BinaryMediaType = 'application/cbor' | 'application/octet-stream' | 'text/csv';

export type ResponseMediaType =
  | 'application/json'
  | 'application/cbor'
  | 'application/octet-stream'
  | 'text/plain'
  | 'text/csv'
  | 'application/vnd.apache.parquet'
  | 'application/x-x509-ca-cert';

export interface RouteDefinition<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  /** Unique, a verb and a noun such as `listVehicles`: the operation id in OpenAPI and the name in the SDK. */
  readonly name: string;
  readonly method: HttpMethod;
  /** With `:name` parameters, such as `/v1/vehicles/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  /** What an API token needs. Without it, and unless the route is public, API tokens are refused. */
  readonly scope?: Scope;
  readonly params?: Params;
  readonly query?: Query;
  /** A JSON body. */
  readonly body?: Body;
  /** A body of bytes instead of JSON. */
  readonly bodyMediaType?: BinaryMediaType;
  /** A JSON answer. */
  readonly response?: Response;
  /** Answers that are not JSON; the first is the usual one. */
  readonly responseMediaTypes?: readonly ResponseMediaType[];
  readonly errors: readonly ErrorCode[];
}

/**
 * Defines a route once; the server serves it, the SDK calls it and OpenAPI describes it.
 *
 * @example
 * const readVehicle = defineRoute({ name: 'readVehicle', method: 'GET', path: '/v1/vehicles/:id', … });
 */
export function defineRoute<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Response extends z.ZodType,
>(route: RouteDefinition<Params, Query, Body, Response>): RouteDefinition<Params, Query, Body, Response> {
  return route;
}

/** What a caller gives as path parameters, before parsing. */
export type RouteParams<R> =
  R extends RouteDefinition<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.input<P> : never;
/** What a caller gives as query, before parsing. */
export type RouteQuery<R> =
  R extends RouteDefinition<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.input<Q> : never;
/** What a caller gives as JSON body, before parsing. */
export type RouteBody<R> =
  R extends RouteDefinition<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.input<B> : never;
/** What a caller gets as JSON answer. */
export type RouteResponse<R> =
  R extends RouteDefinition<z.ZodType, z.ZodType, z.ZodType, infer A> ? z.output<A> : never;
