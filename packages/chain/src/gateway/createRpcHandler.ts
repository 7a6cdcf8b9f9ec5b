// SPDX-License-Identifier: Apache-2.0

import type { RpcLimits } from './createRpcLimits.ts';
import type { RpcBackend } from './RpcBackend.ts';
import type { RpcCaller } from './RpcCaller.ts';
import { RpcError, rpcErrorCodes } from './RpcError.ts';
import { rpcMethods } from './rpcMethods.ts';

/** A contract's creation is at most 49 kB (EIP-3860), a raw transaction 128 kB; some of them in a batch. */
export const RPC_BODY_BYTES_MAX = 1024 * 1024;

/** Calls in one batch: an indexer asks for some dozens of blocks. */
export const RPC_BATCH_MAX = 100;

type RpcId = string | number | null;

type RpcAnswer =
  | { jsonrpc: '2.0'; id: RpcId; result: unknown }
  | { jsonrpc: '2.0'; id: RpcId; error: { code: number; message: string; data?: unknown } };

/** Serves methods that only make sense on this connection, such as subscriptions. */
export type ExtraMethods = (method: string, params: readonly unknown[]) => Promise<unknown> | undefined;

export interface RpcHandler {
  /** Never throws. An empty string when nothing is to be answered (only notifications). */
  handle(body: string | Buffer, caller: RpcCaller, extra?: ExtraMethods): Promise<string>;
  /** One call, past the limits but not past the allow-list. @throws RpcError */
  call(method: string, params: readonly unknown[], caller: RpcCaller): Promise<unknown>;
}

export function createRpcHandler(backend: RpcBackend, limits: RpcLimits): RpcHandler {
  async function call(method: string, params: readonly unknown[], caller: RpcCaller): Promise<unknown> {
    const entry = rpcMethods.get(method);
    if (entry === undefined) {
      throw new RpcError(
        rpcErrorCodes.methodNotFound,
        `the method ${method} does not exist or is not allowed`,
      );
    }
    if (params.length > entry.paramsMax) {
      throw new RpcError(rpcErrorCodes.invalidParams, `${method} has at most ${entry.paramsMax} parameters`);
    }
    if (method === 'eth_sendRawTransaction') {
      limits.take(caller, 'transaction');
      return backend.sendRawTransaction(params[0], caller);
    }
    limits.take(caller, 'request');
    return backend.read(method, entry.prepare ? entry.prepare(params) : params);
  }

  function callExtra(
    method: string,
    params: readonly unknown[],
    caller: RpcCaller,
    extra: ExtraMethods | undefined,
  ): Promise<unknown> | undefined {
    const answer = extra?.(method, params);
    if (answer !== undefined) limits.take(caller, 'request');
    return answer;
  }

  /** @returns undefined for a notification. */
  async function answer(
    request: unknown,
    caller: RpcCaller,
    extra: ExtraMethods | undefined,
  ): Promise<RpcAnswer | undefined> {
    let id: RpcId = null;
    let isNotification = false;
    try {
      const { method, params, ...checked } = checkRequest(request);
      ({ id, isNotification } = checked);
      const result = await (callExtra(method, params, caller, extra) ?? call(method, params, caller));
      return isNotification ? undefined : { jsonrpc: '2.0', id, result };
    } catch (error) {
      return isNotification ? undefined : { jsonrpc: '2.0', id, error: toWireError(error) };
    }
  }

  async function handle(body: string | Buffer, caller: RpcCaller, extra?: ExtraMethods): Promise<string> {
    let parsed: unknown;
    try {
      if (body.length > RPC_BODY_BYTES_MAX) {
        throw new RpcError(rpcErrorCodes.limitExceeded, `a body has at most ${RPC_BODY_BYTES_MAX} bytes`);
      }
      parsed = parseJson(body);
      if (Array.isArray(parsed)) checkBatch(parsed);
    } catch (error) {
      return JSON.stringify({ jsonrpc: '2.0', id: null, error: toWireError(error) });
    }
    const answers = Array.isArray(parsed)
      ? await Promise.all(parsed.map((request) => answer(request, caller, extra)))
      : await answer(parsed, caller, extra);
    if (!Array.isArray(answers)) return answers === undefined ? '' : JSON.stringify(answers);
    const given = answers.filter((one) => one !== undefined);
    return given.length === 0 ? '' : JSON.stringify(given);
  }

  return { handle, call };
}

function parseJson(body: string | Buffer): unknown {
  try {
    return JSON.parse(typeof body === 'string' ? body : body.toString('utf8'));
  } catch {
    throw new RpcError(rpcErrorCodes.parse, 'the body is not JSON');
  }
}

function checkBatch(batch: readonly unknown[]): void {
  if (batch.length === 0) throw new RpcError(rpcErrorCodes.invalidRequest, 'the batch is empty');
  if (batch.length > RPC_BATCH_MAX) {
    throw new RpcError(rpcErrorCodes.limitExceeded, `a batch has at most ${RPC_BATCH_MAX} calls`);
  }
}

function checkRequest(request: unknown): {
  id: RpcId;
  isNotification: boolean;
  method: string;
  params: readonly unknown[];
} {
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    throw new RpcError(rpcErrorCodes.invalidRequest, 'a request is an object');
  }
  const { jsonrpc, id, method, params = [] } = request as Record<string, unknown>;
  if (jsonrpc !== '2.0' || typeof method !== 'string') {
    throw new RpcError(rpcErrorCodes.invalidRequest, 'a request has jsonrpc "2.0" and a method');
  }
  if (!Array.isArray(params)) throw new RpcError(rpcErrorCodes.invalidParams, 'params is an array');
  if (id !== undefined && id !== null && typeof id !== 'string' && typeof id !== 'number') {
    throw new RpcError(rpcErrorCodes.invalidRequest, 'an id is a string, a number or null');
  }
  return { id: id ?? null, isNotification: id === undefined, method, params };
}

function toWireError(error: unknown): { code: number; message: string; data?: unknown } {
  if (!(error instanceof RpcError)) {
    return { code: rpcErrorCodes.internal, message: 'internal error; the server log has the details' };
  }
  const { code, message, data } = error;
  return data === undefined ? { code, message } : { code, message, data };
}
