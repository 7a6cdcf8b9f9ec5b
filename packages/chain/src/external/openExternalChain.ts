// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import {
  createPublicClient,
  defineChain,
  type Hex,
  hexToBytes,
  http,
  type PublicClient,
  webSocket,
} from 'viem';
import type { Chain } from '../Chain.ts';
import type { ChainLogger } from '../ChainLogger.ts';
import { createRpcHandler } from '../gateway/createRpcHandler.ts';
import { createRpcLimits, type RpcLimitOptions } from '../gateway/createRpcLimits.ts';
import type { RpcBackend, ShownBlock } from '../gateway/RpcBackend.ts';
import { RpcError, rpcErrorCodes } from '../gateway/RpcError.ts';
import { serveSocket } from '../gateway/serveSocket.ts';
import { inspectRawTransaction } from '../transactions/inspectRawTransaction.ts';

/** Half the shortest block time of a consortium chain. */
const POLL_MS = 500;

/** Blocks told one by one after a pause; before that only the newest are. */
const BLOCKS_TOLD_MAX = 100n;

/** @throws DatacarError CHAIN_UNREACHABLE. */
export async function openExternalChain(
  { rpcUrl, limits }: { rpcUrl: string; limits: RpcLimitOptions },
  { logger, clock }: { logger: ChainLogger; clock: () => number },
): Promise<Chain> {
  const publicClient = await connect(rpcUrl);
  const { hash, isFinalityKnown } = await readIdentity(publicClient, rpcUrl);
  const chainId = await publicClient.getChainId();
  const watchers = watchByPolling(publicClient, logger);
  const backend: RpcBackend = {
    chainId,
    read: (method, params) => forward(publicClient, method, params),
    async sendRawTransaction(raw) {
      inspectRawTransaction(raw, chainId);
      return (await forward(publicClient, 'eth_sendRawTransaction', [raw])) as Hex;
    },
    watchBlocks: watchers.watch,
  };
  const handler = createRpcHandler(backend, createRpcLimits(limits, clock));
  let blocks = 0n;
  const unwatch = watchers.watch(({ number }) => {
    blocks = BigInt(number);
  });
  return {
    kind: 'external',
    identity: { chainId, genesisHash: hexToBytes(hash) },
    rpcUrl,
    publicClient,
    handleRpc: (body, caller) => handler.handle(body, caller),
    handleSocket: (socket, caller) => serveSocket(socket, caller, { handler, backend }),
    watchBlocks: watchers.watch,
    async finalBlockNumber() {
      const blockTag = isFinalityKnown ? 'finalized' : 'latest';
      return (await publicClient.getBlock({ blockTag })).number;
    },
    growth: () => ({ transactions: 0, blocks: Number(blocks), journalBytes: 0, engineMemoryBytes: 0 }),
    failed: new Promise(() => {}),
    async stop() {
      unwatch();
      watchers.stop();
    },
  };
}

async function connect(rpcUrl: string): Promise<PublicClient> {
  const transport = /^wss?:/.test(rpcUrl) ? webSocket(rpcUrl) : http(rpcUrl);
  try {
    const id = await createPublicClient({ transport }).getChainId();
    const chain = defineChain({
      id,
      name: `chain ${id}`,
      nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
      rpcUrls: { default: { http: [rpcUrl] } },
    });
    return createPublicClient({ chain, transport, pollingInterval: POLL_MS, cacheTime: 0 });
  } catch (cause) {
    throw new DatacarError(
      'CHAIN_UNREACHABLE',
      `No chain answers at ${new URL(rpcUrl).origin}. Check the URL given with --rpc, and that the node runs.`,
      { cause },
    );
  }
}

/**
 * Development engines answer for `finalized` with a block that lags by a fixed number and may never move, and
 * engines without finality do not answer: on both, every block may be undone and none is waited for.
 */
async function readIdentity(
  client: PublicClient,
  rpcUrl: string,
): Promise<{ hash: Hex; isFinalityKnown: boolean }> {
  const { hash } = await client.getBlock({ blockNumber: 0n });
  if (hash === null) throw new DatacarError('CHAIN_UNREACHABLE', `The chain at ${rpcUrl} has no block 0`);
  const version = await client
    .request<{ Method: 'web3_clientVersion'; Parameters?: undefined; ReturnType: string }>({
      method: 'web3_clientVersion',
    })
    .catch(() => '');
  if (/^(anvil|hardhat|ganache)/i.test(version)) return { hash, isFinalityKnown: false };
  const finalized = await client.getBlock({ blockTag: 'finalized' }).catch(() => undefined);
  return { hash, isFinalityKnown: finalized !== undefined };
}

async function forward(client: PublicClient, method: string, params: readonly unknown[]): Promise<unknown> {
  try {
    return await client.request({ method, params } as never);
  } catch (error) {
    throw toRpcError(error);
  }
}

/** The engine's own words, without what the client library adds (it names the URL, which may hold a key). */
function toRpcError(error: unknown): RpcError {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, details, data } = cause as { code?: unknown; details?: string; data?: unknown };
    if (typeof code === 'number') return new RpcError(code, details ?? 'refused', data);
  }
  return new RpcError(rpcErrorCodes.resourceUnavailable, 'the chain does not answer');
}

function watchByPolling(
  client: PublicClient,
  logger: ChainLogger,
): { watch: (onBlock: (block: ShownBlock) => void) => () => void; stop: () => void } {
  const watchers = new Set<(block: ShownBlock) => void>();
  let unwatch: (() => void) | undefined;
  let lastTold: bigint | undefined;

  async function tell(newest: bigint): Promise<void> {
    const oldest = newest - BLOCKS_TOLD_MAX + 1n;
    let next = lastTold === undefined || lastTold < oldest || lastTold >= newest ? newest : lastTold + 1n;
    if (next < 0n) next = 0n;
    lastTold = newest;
    for (; next <= newest; next++) {
      const { hash } = await client.getBlock({ blockNumber: next });
      if (hash === null) return;
      for (const onBlock of watchers) onBlock({ number: Number(next), hash });
    }
  }

  return {
    watch(onBlock) {
      watchers.add(onBlock);
      let telling: Promise<void> = Promise.resolve();
      unwatch ??= client.watchBlockNumber({
        emitOnBegin: true,
        onBlockNumber: (newest) => {
          telling = telling
            .then(() => tell(newest))
            .catch((err) => {
              logger.warn({ err }, 'a block of the chain could not be read; it is asked for again');
            });
        },
        onError: (err) => logger.warn({ err }, 'the chain does not answer; it is asked again'),
      });
      return () => watchers.delete(onBlock);
    },
    stop() {
      watchers.clear();
      unwatch?.();
    },
  };
}
