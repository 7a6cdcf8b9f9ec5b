// SPDX-License-Identifier: Apache-2.0
// A whole server for tests: real chain, store and broker, on free ports, in a folder of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerEvent } from '@datacar/core/api/ServerEvent';
import { pino } from 'pino';
import type { RunOptions } from '../run/RunOptions.ts';
import { type RunningServer, startServer } from '../run/startServer.ts';

export interface TestServer {
  server: RunningServer;
  url: string;
  home: string;
  events: ServerEvent[];
  /** Calls a route; `body` is sent as JSON unless it is bytes. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** Signs in with the one-time link. */
  signIn(): Promise<string>;
  /** Stops it and removes its folder, unless `keepHome`. */
  stop(options?: { keepHome?: boolean }): Promise<void>;
}

export interface CallOptions {
  token?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
  json: any;
  bytes: Buffer;
  headers: Headers;
}

export async function startTestServer(
  options: Partial<RunOptions> & { clock?: () => number } = {},
): Promise<TestServer> {
  const { clock, ...runOptions } = options;
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'datacar-server-')));
  const events: ServerEvent[] = [];
  const server = await startServer(
    {
      port: 0,
      host: '127.0.0.1',
      mqttPort: 0,
      corsOrigins: [],
      allowedHosts: [],
      workers: 1,
      ...runOptions,
      home,
    },
    {
      logger: pino({ level: process.env.DATACAR_TEST_LOG ?? 'silent' }, pino.destination(2)),
      emit: (event) => events.push(event),
      ...(clock === undefined ? {} : { clock }),
    },
  );
  const { url } = server.ready;

  async function call(
    method: string,
    path: string,
    { token, body, headers = {} }: CallOptions = {},
  ): Promise<Answer> {
    const isBytes = body instanceof Uint8Array;
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': isBytes ? 'application/cbor' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: isBytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      json: isJson ? JSON.parse(bytes.toString()) : undefined,
      bytes,
      headers: response.headers,
    };
  }

  /** The link works once, the session for everyone. */
  let session: Promise<string> | undefined;
  const useLink = async (): Promise<string> => {
    const token = new URL(server.ready.loginUrl).hash.slice('#token='.length);
    return (await call('POST', '/v1/session/link', { body: { token } })).json.token;
  };
  return {
    server,
    url,
    home,
    events,
    call,
    signIn() {
      session ??= useLink();
      return session;
    },
    async stop({ keepHome = false } = {}) {
      await server.stop();
      if (!keepHome) await rm(home, { recursive: true, force: true });
    },
  };
}
