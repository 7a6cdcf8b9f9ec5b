// SPDX-License-Identifier: Apache-2.0
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { RPC_BODY_BYTES_MAX, type RpcHandler } from './createRpcHandler.ts';
import type { RpcBackend } from './RpcBackend.ts';
import { serveSocket } from './serveSocket.ts';

export interface Gateway {
  url: string;
  close(): Promise<void>;
}

/** JSON-RPC over HTTP and WebSocket on one loopback port, for programs on this machine. */
export async function serveGateway(
  { port }: { port: number },
  { handler, backend }: { handler: RpcHandler; backend: RpcBackend },
): Promise<Gateway> {
  const server = createServer((request, response) => {
    // A client that goes away in the middle of its body is nobody to answer.
    serveRequest(request, response, handler).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: RPC_BODY_BYTES_MAX,
    perMessageDeflate: false,
  });
  server.on('upgrade', (request, socket, head) => {
    if (refusal(request) !== undefined) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      serveSocket(webSocket, callerOf(request), { handler, backend });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serveRequest(
  request: IncomingMessage,
  response: ServerResponse,
  handler: RpcHandler,
): Promise<void> {
  const reason = refusal(request);
  if (reason !== undefined) return end(response, 403, reason);
  if (request.method !== 'POST') return end(response, 405, 'JSON-RPC is sent by POST');
  // A page of another origin can send other types without asking first.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    return end(response, 415, 'the content type is application/json');
  }
  const body = await readBody(request);
  if (body === undefined) return end(response, 413, `a body has at most ${RPC_BODY_BYTES_MAX} bytes`);
  const answer = await handler.handle(body, callerOf(request));
  if (answer === '') response.writeHead(204).end();
  else response.writeHead(200, jsonHeaders(answer)).end(answer);
}

/** With its length given, an answer goes out in one write instead of three. */
function jsonHeaders(text: string): Record<string, string | number> {
  return { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
}

function end(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' }).end(`${message}\n`);
}

/** @returns undefined when it is too large. */
function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > RPC_BODY_BYTES_MAX) {
        request.pause();
        resolve(undefined);
      } else {
        chunks.push(chunk);
      }
    });
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

/** A page of another site must not talk to this port, neither directly nor by rebinding its own name to it. */
function refusal(request: IncomingMessage): string | undefined {
  const { host = '', origin } = request.headers;
  const port = request.socket.localPort;
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!own.includes(host)) return 'this host name is not served';
  if (origin !== undefined && !own.some((name) => origin === `http://${name}`))
    return 'this origin is not allowed';
  return undefined;
}

function callerOf(request: IncomingMessage): { address: string } {
  return { address: request.socket.remoteAddress ?? 'unknown' };
}
