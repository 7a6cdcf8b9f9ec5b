// SPDX-License-Identifier: Apache-2.0
import { mkdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hexToBytes } from 'viem';
import type { Chain } from '../Chain.ts';
import type { ChainLogger } from '../ChainLogger.ts';
import { createRpcHandler } from '../gateway/createRpcHandler.ts';
import { createRpcLimits, type RpcLimitOptions } from '../gateway/createRpcLimits.ts';
import type { RpcBackend } from '../gateway/RpcBackend.ts';
import { toEmbeddedParams } from '../gateway/rpcMethods.ts';
import { serveGateway } from '../gateway/serveGateway.ts';
import { serveSocket } from '../gateway/serveSocket.ts';
import { openPublicClient } from '../openPublicClient.ts';
import { inspectRawTransaction } from '../transactions/inspectRawTransaction.ts';
import { endOrphanEngines } from './endOrphanEngines.ts';
import type { GenesisBalance } from './journal/JournalRecord.ts';
import { syncDirectory } from './journal/syncDirectory.ts';
import { lockDirectory } from './lockDirectory.ts';
import { measureGrowth } from './measureGrowth.ts';
import { openChainHistory } from './openChainHistory.ts';
import { processMemoryBytes } from './processMemoryBytes.ts';
import { openSequencer, type Sequencer } from './sequencer/openSequencer.ts';
import { openSnapshotFiles } from './snapshots/snapshotFiles.ts';

export interface EmbeddedChainOptions {
  directory: string;
  sealDelayMs: number;
  port: number;
  limits: RpcLimitOptions;
  balances: readonly GenesisBalance[];
}

/** @throws DatacarError see `openChain`. */
export async function openEmbeddedChain(
  { directory, sealDelayMs, port, limits, balances }: EmbeddedChainOptions,
  { logger, clock }: { logger: ChainLogger; clock: () => number },
): Promise<Chain> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const unlock = await lockDirectory(directory);
  try {
    await syncDirectory(dirname(directory));
    // The same folder under one name, however it was reached.
    const marker = join(await realpath(directory), 'engine');
    for (const pid of await endOrphanEngines(marker)) {
      logger.warn({ pid }, 'an engine that a killed server left behind was ended');
    }
    const snapshotFiles = await openSnapshotFiles(join(directory, 'snapshots'));
    const history = await openChainHistory({ directory, balances }, { snapshotFiles, marker, logger, clock });
    const sequencer = await openSequencer(
      history,
      { sealDelayMs },
      { snapshotFiles, marker, logger, clock },
    ).catch(async (error) => {
      await history.journal.close();
      throw error;
    });
    const { chainId, hash } = history.genesis;
    const backend = toBackend(sequencer, chainId);
    const handler = createRpcHandler(backend, createRpcLimits(limits, clock));
    const gateway = await serveGateway({ port }, { handler, backend });

    let stopped: Promise<void> | undefined;
    const stop = async () => {
      await gateway.close();
      await sequencer.stop();
      await unlock();
    };
    return {
      kind: 'embedded',
      identity: { chainId, genesisHash: hexToBytes(hash) },
      rpcUrl: gateway.url,
      publicClient: openPublicClient(handler, chainId),
      handleRpc: (body, caller) => handler.handle(body, caller),
      handleSocket: (socket, caller) => serveSocket(socket, caller, { handler, backend }),
      watchBlocks: backend.watchBlocks,
      finalBlockNumber: async () => BigInt(sequencer.head.number),
      growth: () =>
        measureGrowth({
          transactions: sequencer.transactions,
          blocks: sequencer.head.number,
          journalBytes: history.journal.place.bytes,
          engineMemoryBytes: processMemoryBytes(sequencer.enginePid),
          sealMs: sequencer.sealMs,
        }),
      failed: sequencer.failed,
      stop: () => {
        stopped ??= stop();
        return stopped;
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

function toBackend(sequencer: Sequencer, chainId: number): RpcBackend {
  return {
    chainId,
    async read(method, params) {
      // The engine would propose a tip of one gwei, which no account here has.
      if (method === 'eth_maxPriorityFeePerGas') return '0x0';
      return sequencer.read(method, toEmbeddedParams(method, params));
    },
    async sendRawTransaction(raw, { isLocal = false }) {
      return sequencer.submit(inspectRawTransaction(raw, chainId), !isLocal);
    },
    watchBlocks: sequencer.watchBlocks,
  };
}
