// SPDX-License-Identifier: Apache-2.0
import type { RouteBody, RouteParams, RouteQuery, RouteResponse } from '@datacar/core/api/defineRoute';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Client } from '../client/Client.ts';
import { type RouteName, routeTable } from '../generated/routeTable.ts';
import { sendRequest } from './sendRequest.ts';

/** The parts of a request that the route's definition asks for, and none that it does not. */
export type RouteInput<R> = (unknown extends RouteParams<R> ? unknown : { params: RouteParams<R> }) &
  (unknown extends RouteQuery<R> ? unknown : { query: RouteQuery<R> }) &
  (unknown extends RouteBody<R> ? unknown : { body: RouteBody<R> });

export interface RequestOptions {
  /** A POST that may be repeated because the server recognises what it has already done. */
  isIdempotent?: boolean;
  /** A body of bytes, for the routes that take one. */
  bytes?: { mediaType: string; content: Uint8Array | Blob };
  /** The media type wanted, for routes with several. */
  accept?: string;
  signal?: AbortSignal | undefined;
}

interface LooseInput {
  params?: Readonly<Record<string, unknown>>;
  query?: Readonly<Record<string, unknown>>;
  body?: unknown;
}

/** Calls a route that answers with JSON. `R` is the route's definition, by type only. */
export async function requestRoute<R>(
  client: Client,
  name: RouteName,
  input: RouteInput<R>,
  options: RequestOptions = {},
): Promise<RouteResponse<R>> {
  const response = await fetchRoute<R>(client, name, input, { accept: 'application/json', ...options });
  let answer: unknown;
  try {
    answer = await response.json();
  } catch (cause) {
    throw new DatacarError('RESPONSE_INVALID', `The answer to ${name} is not JSON.`, { cause });
  }
  return (client.checkResponse?.(name, answer) ?? answer) as RouteResponse<R>;
}

/** Calls a route that answers with bytes and returns all of them. */
export async function requestBytes<R>(
  client: Client,
  name: RouteName,
  input: RouteInput<R>,
  options: RequestOptions = {},
): Promise<Uint8Array> {
  const response = await fetchRoute<R>(client, name, input, options);
  return new Uint8Array(await response.arrayBuffer());
}

/** Calls a route and returns its answer unread, for what is too large to hold in memory. */
export function fetchRoute<R>(
  client: Client,
  name: RouteName,
  input: RouteInput<R>,
  { isIdempotent, bytes, accept, signal }: RequestOptions = {},
): Promise<Response> {
  const { method, path, isPublic } = routeTable[name];
  const { params = {}, query = {}, body } = input as LooseInput;
  const jsonBody = body === undefined ? undefined : JSON.stringify(body);
  return sendRequest(client, {
    method,
    pathAndQuery: fillPath(path, params) + encodeQuery(query),
    // undici and browsers send these bytes as they are; the cast drops the claim that they may be shared memory.
    body: bytes === undefined ? jsonBody : (bytes.content as Uint8Array<ArrayBuffer> | Blob),
    headers: {
      ...(accept === undefined ? {} : { accept }),
      ...(bytes !== undefined ? { 'content-type': bytes.mediaType } : {}),
      ...(bytes === undefined && jsonBody !== undefined ? { 'content-type': 'application/json' } : {}),
    },
    isIdempotent: isIdempotent ?? method !== 'POST',
    isAuthenticated: !isPublic,
    signal,
  });
}

function fillPath(path: string, params: Readonly<Record<string, unknown>>): string {
  return path.replace(/:(\w+)|\*/g, (_, name: string | undefined) => {
    const value = String(params[name ?? '*']);
    return name === undefined ? value : encodeURIComponent(value);
  });
}

function encodeQuery(query: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  if (pairs.length === 0) return '';
  const encoded = pairs.map(([key, value]) => [key, Array.isArray(value) ? value.join(',') : String(value)]);
  return `?${new URLSearchParams(encoded as [string, string][]).toString()}`;
}
