// SPDX-License-Identifier: Apache-2.0
import { WebSocket } from 'ws';

export interface RpcClient {
  /** @throws Error with the message of the JSON-RPC error. */
  request<T>(method: string, params?: readonly unknown[]): Promise<T>;
  close(): void;
}

/** What the gateway takes in one batch. */
const BATCH_MAX = 100;

interface Waiting {
  resolve(result: never): void;
  reject(error: Error): void;
}

interface Answer {
  id: number;
  result?: never;
  error?: { message: string };
}

/**
 * JSON-RPC over one WebSocket; what is asked in the same turn goes out as one batch, as viem's clients do it
 * with `batch: true`. Little work of its own, for measurements.
 */
export async function createRpcClient(url: string): Promise<RpcClient> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), { perMessageDeflate: false });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const waiting = new Map<number, Waiting>();
  let batch: object[] = [];
  let lastId = 0;

  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as Answer | Answer[];
    for (const { id, result, error } of Array.isArray(message) ? message : [message]) {
      const entry = waiting.get(id);
      waiting.delete(id);
      if (error) entry?.reject(new Error(error.message));
      else entry?.resolve(result as never);
    }
  });
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the connection was closed'));
    waiting.clear();
  });

  function flush(): void {
    if (batch.length > 0) socket.send(JSON.stringify(batch));
    batch = [];
  }

  return {
    request: <T>(method: string, params: readonly unknown[] = []) =>
      new Promise<T>((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        if (batch.length === 0) setImmediate(flush);
        batch.push({ jsonrpc: '2.0', id, method, params });
        if (batch.length === BATCH_MAX) flush();
      }),
    close: () => socket.close(),
  };
}
