// SPDX-License-Identifier: Apache-2.0
import { createPublicClient, custom, defineChain, type PublicClient } from 'viem';
import type { RpcHandler } from './gateway/createRpcHandler.ts';

/** How often a client of this process asks again; in-process, so it costs little. */
const POLL_MS = 100;

const local = { address: 'this process', isLocal: true };

/** A viem client that passes the same allow-list as everybody, without a socket in between. */
export function openPublicClient(handler: RpcHandler, chainId: number): PublicClient {
  const chain = defineChain({
    id: chainId,
    name: 'Datacar',
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [] } },
  });
  return createPublicClient({
    chain,
    pollingInterval: POLL_MS,
    cacheTime: 0,
    transport: custom(
      {
        request: ({ method, params }: { method: string; params?: readonly unknown[] }) =>
          handler.call(method, params ?? [], local),
      },
      { retryCount: 0 },
    ),
  });
}
