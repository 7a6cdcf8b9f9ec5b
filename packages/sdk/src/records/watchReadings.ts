// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { ErrorCode } from '@datacar/core/errors/errorCodes';
import type { LiveHello, LiveMessage } from '@datacar/core/records/liveMessage';
import type { Client, LiveSocket } from '../client/Client.ts';

type MessageOf<Type extends LiveMessage['type']> = Extract<LiveMessage, { type: Type }>;

export interface WatchReadingsParameters {
  /** All vehicles that you own, by default. */
  vehicles?: string[] | undefined;
  onReading(reading: MessageOf<'reading'>): void;
  onBatch?(batch: MessageOf<'batch'>): void;
  onAnchor?(anchor: MessageOf<'anchor'>): void;
  /** Called on each connection, the first and every one after an interruption; what passed in between was missed. */
  onConnected?(): void;
  /** You read too slowly, and this many messages were left out. */
  onDropped?(messages: number): void;
  /** Called when the feed is interrupted (it reconnects by itself) or ends for good. */
  onError?(error: DatacarError, outcome: { isFinal: boolean }): void;
}

/** Ends the feed. */
export type WatchReadingsReturnType = () => void;

// The same path as LIVE_PATH of @datacar/core, whose module would bring its schemas into a page.
const livePath = '/v1/live';
const reconnectFirstMs = 500;
const reconnectMaxMs = 30_000;
/** Answers that no reconnecting mends. */
const finalCodes: ReadonlySet<string> = new Set<ErrorCode>([
  'FORBIDDEN',
  'INPUT_INVALID',
  'NOT_FOUND',
  'UNAUTHENTICATED',
]);

/**
 * Follows what your vehicles say, as it arrives, over a WebSocket that reconnects by itself.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { watchReadings } from '@datacar/sdk/records/watchReadings';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const unwatch = watchReadings(client, {
 *   vehicles: ['1'],
 *   onReading: ({ signal, value }) => console.log(signal, value),
 * });
 * setTimeout(unwatch, 60_000);
 */
export function watchReadings(client: Client, parameters: WatchReadingsParameters): WatchReadingsReturnType {
  let isEnded = false;
  let socket: LiveSocket | undefined;

  const run = async (): Promise<void> => {
    let failures = 0;
    let hasRenewed = false;
    while (!isEnded) {
      const token = await client.credentials.getToken();
      if (isEnded) return;
      socket = client.openSocket(liveUrl(client, parameters, token));
      const end = await follow(client, socket, token, parameters);
      if (isEnded) return;
      if (end.wasReady) {
        failures = 0;
        hasRenewed = false;
      }
      if (end.error.code === 'UNAUTHENTICATED' && !hasRenewed && (await client.credentials.renew?.(token))) {
        hasRenewed = true;
        continue;
      }
      const isFinal = finalCodes.has(end.error.code);
      parameters.onError?.(end.error, { isFinal });
      if (isFinal) return;
      failures += 1;
      // Jitter, so that the clients of a restarted server do not all come back at once.
      const pauseMs = Math.min(reconnectMaxMs, reconnectFirstMs * 2 ** (failures - 1));
      await client.sleep(pauseMs * (0.5 + Math.random() / 2));
    }
  };

  run().catch((cause: unknown) => {
    const error =
      cause instanceof DatacarError ? cause : new DatacarError('INTERNAL', 'The live feed broke.', { cause });
    parameters.onError?.(error, { isFinal: true });
  });
  return () => {
    isEnded = true;
    socket?.close(1000);
  };
}

function liveUrl(client: Client, { vehicles }: WatchReadingsParameters, token: string | undefined): string {
  const base = `${client.url.replace(/^http/, 'ws')}${livePath}`;
  // With a token the vehicles travel in the first message, beside it.
  return token !== undefined || vehicles === undefined ? base : `${base}?vehicles=${vehicles.join(',')}`;
}

interface FeedEnd {
  wasReady: boolean;
  error: DatacarError;
}

/** Follows one connection to its end. */
function follow(
  client: Client,
  socket: LiveSocket,
  token: string | undefined,
  parameters: WatchReadingsParameters,
): Promise<FeedEnd> {
  return new Promise((resolve) => {
    let wasReady = false;
    let error: DatacarError | undefined;
    socket.onopen = () => {
      if (token === undefined) return;
      const { vehicles } = parameters;
      const hello: LiveHello = { type: 'hello', token, ...(vehicles === undefined ? {} : { vehicles }) };
      socket.send(JSON.stringify(hello));
    };
    socket.onmessage = ({ data }) => {
      try {
        const parsed: unknown = JSON.parse(String(data));
        const message = client.checkLiveMessage?.(parsed) ?? (parsed as LiveMessage);
        if (message.type === 'ready') wasReady = true;
        if (message.type === 'error') error = new DatacarError(message.code as ErrorCode, message.message);
        deliver(message, parameters);
      } catch (cause) {
        error =
          cause instanceof DatacarError
            ? cause
            : new DatacarError('RESPONSE_INVALID', 'The live feed sent something unreadable.', { cause });
        socket.close(1002);
      }
    };
    // A close follows every error, and says more.
    socket.onerror = () => {};
    socket.onclose = ({ code, reason }) => {
      error ??= new DatacarError(
        'SERVER_UNREACHABLE',
        `The live feed of ${client.url} was interrupted${reason === '' ? '' : `: ${reason}`}.`,
        { details: { code } },
      );
      resolve({ wasReady, error });
    };
  });
}

function deliver(message: LiveMessage, parameters: WatchReadingsParameters): void {
  switch (message.type) {
    case 'reading':
      parameters.onReading(message);
      break;
    case 'batch':
      parameters.onBatch?.(message);
      break;
    case 'anchor':
      parameters.onAnchor?.(message);
      break;
    case 'dropped':
      parameters.onDropped?.(message.messages);
      break;
    case 'ready':
      parameters.onConnected?.();
      break;
    case 'error':
      // It ends the connection; `follow` reports it then.
      break;
  }
}
