// SPDX-License-Identifier: Apache-2.0
import type { RpcCaller } from './RpcCaller.ts';
import { RpcError, rpcErrorCodes } from './RpcError.ts';

export interface RpcLimitOptions {
  /** Requests an address may make at once, and gets back per second; each of a batch counts. */
  requestsBurst: number;
  requestsPerSecond: number;
  /** The same for raw transactions, which also count as requests. */
  transactionsBurst: number;
  transactionsPerSecond: number;
}

/** A page that loads makes some hundred requests; a wallet sends a few transactions. */
export const rpcLimitDefaults: RpcLimitOptions = {
  requestsBurst: 1_000,
  requestsPerSecond: 200,
  transactionsBurst: 500,
  transactionsPerSecond: 20,
};

/** Addresses remembered; the longest unseen is forgotten first. */
const ADDRESSES_MAX = 10_000;

interface Allowance {
  requests: number;
  transactions: number;
  atMs: number;
}

export interface RpcLimits {
  /** @throws RpcError limitExceeded */
  take(caller: RpcCaller, kind: 'request' | 'transaction'): void;
}

export function createRpcLimits(options: RpcLimitOptions, clock: () => number): RpcLimits {
  const allowances = new Map<string, Allowance>();

  function refill(address: string): Allowance {
    const now = clock();
    const known = allowances.get(address);
    const seconds = known ? Math.max(0, now - known.atMs) / 1000 : Number.POSITIVE_INFINITY;
    const { requests = 0, transactions = 0 } = known ?? {};
    allowances.delete(address);
    const allowance = {
      requests: Math.min(options.requestsBurst, requests + seconds * options.requestsPerSecond),
      transactions: Math.min(
        options.transactionsBurst,
        transactions + seconds * options.transactionsPerSecond,
      ),
      atMs: now,
    };
    allowances.set(address, allowance);
    const [oldest] = allowances.keys();
    if (allowances.size > ADDRESSES_MAX && oldest !== undefined) allowances.delete(oldest);
    return allowance;
  }

  return {
    take({ address, isLocal }, kind) {
      if (isLocal) return;
      const allowance = refill(address);
      const isTransaction = kind === 'transaction';
      if (allowance.requests < 1 || (isTransaction && allowance.transactions < 1)) {
        throw new RpcError(rpcErrorCodes.limitExceeded, 'too many requests from this address; wait a second');
      }
      allowance.requests -= 1;
      if (isTransaction) allowance.transactions -= 1;
    },
  };
}
