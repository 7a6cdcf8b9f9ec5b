// SPDX-License-Identifier: Apache-2.0
import { WebSocket } from 'ws';
import { RpcError } from '../gateway/RpcError.ts';

/** An engine's answer to one call of a batch. */
export type EngineAnswer = { result: unknown } | { error: RpcError };

/** The engine is gone, or the connection to it. */
export class EngineGone extends Error {
  override readonly name = 'EngineGone';
}

export interface EngineCall {
  method: string;
  params: readonly unknown[];
}

/** JSON-RPC over one WebSocket to the engine. */
export interface EngineConnection {
  /** @throws RpcError what the engine answers; EngineGone. */
  request(method: string, params?: readonly unknown[]): Promise<unknown>;
  /** One message, worked off in its order; the answers in the order of the calls. @throws EngineGone. */
  batch(calls: readonly EngineCall[]): Promise<EngineAnswer[]>;
  close(): void;
}

/** Answers are as large as what is asked for: a range of logs, a block of thousands of transactions. */
const ANSWER_BYTES_MAX = 512 * 1024 * 1024;

interface Waiting {
  resolve(answer: EngineAnswer): void;
  reject(error: Error): void;
}

interface WireAnswer {
  id?: number;
  result?: unknown;
  error?: { code: number; message: string; data?: unknown };
}

export async function connectEngine(url: string): Promise<EngineConnection> {
  const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: ANSWER_BYTES_MAX });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as WireAnswer | WireAnswer[];
    for (const answer of Array.isArray(message) ? message : [message]) settle(answer);
  });
  const fail = () => {
    for (const { reject } of waiting.values()) reject(new EngineGone('the engine closed its connection'));
    waiting.clear();
  };
  socket.on('close', fail);
  socket.on('error', () => socket.terminate());

  function settle(answer: WireAnswer): void {
    if (answer.id === undefined) return;
    const entry = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error) {
      entry?.resolve({ error: new RpcError(answer.error.code, answer.error.message, answer.error.data) });
    } else {
      entry?.resolve({ result: answer.result });
    }
  }

  function expectAnswer({ method, params }: EngineCall): { body: object; answer: Promise<EngineAnswer> } {
    if (socket.readyState !== WebSocket.OPEN) {
      return { body: {}, answer: Promise.reject(new EngineGone('the engine is not connected')) };
    }
    const id = ++lastId;
    const answer = new Promise<EngineAnswer>((resolve, reject) => waiting.set(id, { resolve, reject }));
    return { body: { jsonrpc: '2.0', id, method, params }, answer };
  }

  return {
    async request(method, params = []) {
      const { body, answer } = expectAnswer({ method, params });
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(body));
      const settled = await answer;
      if ('error' in settled) throw settled.error;
      return settled.result;
    },
    async batch(calls) {
      if (calls.length === 0) return [];
      const sent = calls.map(expectAnswer);
      if (socket.readyState === WebSocket.OPEN) {
        socket.send(JSON.stringify(sent.map(({ body }) => body)));
      }
      return Promise.all(sent.map(({ answer }) => answer));
    },
    close: () => socket.terminate(),
  };
}
