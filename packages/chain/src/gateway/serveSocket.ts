// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { RpcHandler } from './createRpcHandler.ts';
import type { RpcBackend, ShownBlock } from './RpcBackend.ts';
import type { RpcCaller } from './RpcCaller.ts';
import { RpcError, rpcErrorCodes } from './RpcError.ts';

/** Subscriptions of one connection. */
const SUBSCRIPTIONS_MAX = 32;

/** A client that does not read is closed before it fills the memory. */
const UNSENT_BYTES_MAX = 16 * 1024 * 1024;

type Subscription = { kind: 'newHeads' } | { kind: 'logs'; filter: Record<string, unknown> };

/**
 * Serves JSON-RPC on one WebSocket. `eth_subscribe` knows `newHeads` and `logs`; both tell of a block when it
 * may be shown, in order.
 */
export function serveSocket(
  socket: WebSocket,
  caller: RpcCaller,
  { handler, backend }: { handler: RpcHandler; backend: RpcBackend },
): void {
  const subscriptions = new Map<string, Subscription>();
  let notified: Promise<void> = Promise.resolve();
  let unwatch: (() => void) | undefined;

  socket.on('message', (data) => {
    const body = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer);
    void handler.handle(body, caller, extraMethods).then((answer) => {
      if (answer !== '') send(answer);
    });
  });
  socket.on('close', () => {
    unwatch?.();
    subscriptions.clear();
  });
  socket.on('error', () => socket.terminate());

  function send(text: string): void {
    if (socket.bufferedAmount > UNSENT_BYTES_MAX) socket.terminate();
    else if (socket.readyState === socket.OPEN) socket.send(text);
  }

  function extraMethods(method: string, params: readonly unknown[]): Promise<unknown> | undefined {
    if (method === 'eth_subscribe') return subscribe(params);
    if (method === 'eth_unsubscribe') return Promise.resolve(subscriptions.delete(String(params[0])));
    return undefined;
  }

  async function subscribe([kind, filter = {}]: readonly unknown[]): Promise<string> {
    if (subscriptions.size >= SUBSCRIPTIONS_MAX) {
      throw new RpcError(rpcErrorCodes.limitExceeded, `at most ${SUBSCRIPTIONS_MAX} subscriptions`);
    }
    if (kind !== 'newHeads' && kind !== 'logs') {
      throw new RpcError(rpcErrorCodes.invalidParams, 'there are subscriptions to newHeads and to logs');
    }
    const id = `0x${randomBytes(16).toString('hex')}`;
    const { address, topics } = filter as Record<string, unknown>;
    const narrowed = { ...(address !== undefined && { address }), ...(topics !== undefined && { topics }) };
    // A wrong filter fails here, not at the next block.
    if (kind === 'logs') {
      const head = await backend.read('eth_blockNumber', []);
      await backend.read('eth_getLogs', [{ ...narrowed, fromBlock: head, toBlock: head }]);
    }
    subscriptions.set(id, kind === 'logs' ? { kind, filter: narrowed } : { kind });
    unwatch ??= backend.watchBlocks((block) => {
      notified = notified.then(() => notify(block));
    });
    return id;
  }

  async function notify({ hash }: ShownBlock): Promise<void> {
    for (const [id, subscription] of subscriptions) {
      try {
        for (const result of await resultsFor(subscription, hash)) {
          send(
            JSON.stringify({
              jsonrpc: '2.0',
              method: 'eth_subscription',
              params: { subscription: id, result },
            }),
          );
        }
      } catch {
        // The client would miss a block without knowing: a closed connection it does notice.
        socket.close(1011, 'the chain does not answer');
        return;
      }
    }
  }

  async function resultsFor(subscription: Subscription, blockHash: string): Promise<readonly unknown[]> {
    if (subscription.kind === 'logs') {
      return (await backend.read('eth_getLogs', [{ ...subscription.filter, blockHash }])) as unknown[];
    }
    const block = await backend.read('eth_getBlockByHash', [blockHash, false]);
    const { transactions, uncles, withdrawals, size, ...head } = block as Record<string, unknown>;
    return [head];
  }
}
