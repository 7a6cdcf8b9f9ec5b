// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { LIVE_PATH, type LiveMessage, liveHello } from '@datacar/core/records/liveMessage';
import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import type { Metrics } from '../http/createMetrics.ts';
import type { Authenticator } from '../wallet/createAuthenticator.ts';
import type { Person, Principal } from '../wallet/Principal.ts';
import type { LiveFeed } from './createLiveFeed.ts';

/** A client that has not said who it is by then is let go. */
const HELLO_TIMEOUT_MS = 10_000;
/** Unsent bytes at which messages are left out; `dropped` says how many. */
const BUFFERED_BYTES_MAX = 256 * 1024;
const CLIENTS_MAX = 1_000;
/** Finds connections whose other end vanished. */
const PING_INTERVAL_MS = 30_000;

/** Application-defined close codes (RFC 6455 section 7.4.2). */
const closeCodes = {
  UNAUTHENTICATED: 4_401,
  FORBIDDEN: 4_403,
  OVERLOADED: 4_429,
  INPUT_INVALID: 4_400,
} as const;

export interface LiveDependencies {
  feed: LiveFeed;
  authenticator: Authenticator;
  metrics: Metrics;
  clock: () => number;
}

/** The WebSocket on which people and programs hear what their cars say, as it is acknowledged. */
export async function registerLive(app: FastifyInstance, dependencies: LiveDependencies): Promise<void> {
  const { feed, authenticator, metrics, clock } = dependencies;
  let clients = 0;

  app.get(LIVE_PATH, { websocket: true, schema: { hide: true } as object }, (socket, request) => {
    clients += 1;
    metrics.liveClients.set(clients);
    let stop: (() => void) | undefined;
    const timers = [
      setTimeout(() => refuse(socket, 'UNAUTHENTICATED', 'Say hello first.'), HELLO_TIMEOUT_MS),
    ];
    socket.once('close', () => {
      clients -= 1;
      metrics.liveClients.set(clients);
      for (const timer of timers) clearTimeout(timer);
      stop?.();
    });
    socket.on('error', () => socket.terminate());
    if (clients > CLIENTS_MAX) {
      refuse(socket, 'OVERLOADED', 'Too many live feeds are open.');
      return;
    }

    const begin = (principal: Principal, wanted: readonly string[] | undefined) => {
      if (principal.kind !== 'person' || !mayRead(principal)) {
        refuse(socket, 'UNAUTHENTICATED', 'The token is not valid for reading records.');
        return;
      }
      clearTimeout(timers[0]);
      timers.push(
        setTimeout(
          () => refuse(socket, 'UNAUTHENTICATED', 'Your sign-in has expired.'),
          untilExpiry(principal, clock()),
        ),
      );
      timers.push(keepAlive(socket));
      try {
        stop = feed.subscribe(
          { account: principal.account, vehicles: wanted?.map(Number) },
          createSend(socket),
        );
      } catch (error) {
        const code =
          error instanceof DatacarError && error.code === 'FORBIDDEN' ? 'FORBIDDEN' : 'INPUT_INVALID';
        refuse(socket, code, (error as Error).message);
      }
    };

    socket.once('message', (data) => {
      const hello = liveHello.safeParse(parseJson(String(data)));
      if (stop !== undefined) return;
      if (!hello.success) refuse(socket, 'INPUT_INVALID', 'The first message is {"type":"hello","token":…}.');
      else begin(authenticator.fromToken(hello.data.token), hello.data.vehicles);
    });
    if (request.principal.kind === 'person') begin(request.principal, vehiclesOfQuery(request.query));
  });
}

function mayRead({ via }: Person): boolean {
  return !('apiToken' in via) || via.scopes.includes('records:read');
}

function vehiclesOfQuery(query: unknown): string[] | undefined {
  const { vehicles } = query as { vehicles?: string };
  return vehicles?.split(',').filter((id) => id !== '');
}

/** Sends unless the client reads too slowly; then counts what it misses and says so once it has caught up. */
function createSend(socket: WebSocket): (message: LiveMessage) => void {
  let dropped = 0;
  return (message) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > BUFFERED_BYTES_MAX) {
      dropped += 1;
      return;
    }
    if (dropped > 0) {
      socket.send(JSON.stringify({ type: 'dropped', messages: dropped } satisfies LiveMessage));
      dropped = 0;
    }
    socket.send(JSON.stringify(message));
  };
}

function refuse(socket: WebSocket, code: keyof typeof closeCodes, message: string): void {
  if (socket.readyState !== socket.OPEN) return;
  socket.send(JSON.stringify({ type: 'error', code, message } satisfies LiveMessage));
  socket.close(closeCodes[code], code);
}

function keepAlive(socket: WebSocket): NodeJS.Timeout {
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  return setInterval(() => {
    if (!isAlive) socket.terminate();
    isAlive = false;
    socket.ping();
  }, PING_INTERVAL_MS);
}

/** setTimeout takes at most 2^31 - 1 ms. */
function untilExpiry({ expiresAtMs }: Person, nowMs: number): number {
  return Math.min(expiresAtMs - nowMs, 2 ** 31 - 1);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
