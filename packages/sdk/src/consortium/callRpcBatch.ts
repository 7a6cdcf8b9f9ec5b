// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Client } from '../client/Client.ts';
import { sendRequest } from '../internal/sendRequest.ts';
import type { RpcCall, RpcMethods } from './RpcMethods.ts';

/** Where a server has its JSON-RPC. */
const rpcPath = '/rpc';
/** The gateway takes no more in one batch. */
const batchCallsMax = 100;
/** JSON-RPC's own code for "too many"; the gateway says it per address. */
const limitExceeded = -32005;

export type CallRpcBatchReturnType<Calls extends readonly RpcCall[]> = {
  [Index in keyof Calls]: RpcMethods[Calls[Index]['method']]['result'];
};

/**
 * Asks the chain several questions at once; the answers come in the order of the questions.
 *
 * @throws DatacarError CHAIN_CALL_REFUSED when any of them is refused, SERVER_UNREACHABLE, RATE_LIMITED
 *
 * @example
 * import { createPageClient } from '@datacar/sdk/client/createPageClient';
 * import { callRpcBatch } from '@datacar/sdk/consortium/callRpcBatch';
 *
 * const [balance, nonce] = await callRpcBatch(createPageClient(), [
 *   { method: 'eth_getBalance', params: [address, 'latest'] },
 *   { method: 'eth_getTransactionCount', params: [address, 'latest'] },
 * ]);
 */
export async function callRpcBatch<const Calls extends readonly RpcCall[]>(
  client: Client,
  calls: Calls,
): Promise<CallRpcBatchReturnType<Calls>> {
  const results: unknown[] = [];
  for (let start = 0; start < calls.length; start += batchCallsMax) {
    results.push(...(await askOnce(client, calls.slice(start, start + batchCallsMax))));
  }
  return results as CallRpcBatchReturnType<Calls>;
}

interface RpcAnswer {
  id: number;
  result?: unknown;
  error?: { code: number; message: string; data?: unknown };
}

async function askOnce(client: Client, calls: readonly RpcCall[]): Promise<unknown[]> {
  const response = await sendRequest(client, {
    method: 'POST',
    pathAndQuery: rpcPath,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(calls.map((call, id) => ({ jsonrpc: '2.0', id, ...call }))),
    // Questions, and raw transactions, which count once however often they arrive.
    isIdempotent: true,
    isAuthenticated: false,
  });
  const answer = (await response.json()) as RpcAnswer[] | RpcAnswer;
  if (!Array.isArray(answer)) throw refusal(calls[0]?.method ?? '', answer);
  const byId = new Map(answer.map((one) => [one.id, one]));
  return calls.map(({ method }, id) => {
    const one = byId.get(id);
    if (one === undefined || one.error !== undefined || !('result' in one)) throw refusal(method, one);
    return one.result;
  });
}

function refusal(method: string, answer: RpcAnswer | undefined): DatacarError {
  const { code, message, data } = answer?.error ?? { code: 0, message: 'it gave no answer' };
  if (code === limitExceeded) {
    return new DatacarError('RATE_LIMITED', `The chain was asked too much at once: ${message}`);
  }
  return new DatacarError('CHAIN_CALL_REFUSED', `The chain refused ${method}: ${message}`, {
    details: { method, ...(data === undefined ? {} : { data }) },
  });
}
