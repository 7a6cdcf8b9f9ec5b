// SPDX-License-Identifier: Apache-2.0
import type { Chain } from './Chain.ts';
import type { ChainLogger } from './ChainLogger.ts';
import type { GenesisBalance } from './embedded/journal/JournalRecord.ts';
import { openEmbeddedChain } from './embedded/openEmbeddedChain.ts';
import { openExternalChain } from './external/openExternalChain.ts';
import { type RpcLimitOptions, rpcLimitDefaults } from './gateway/createRpcLimits.ts';

export interface OpenChainOptions {
  /** Folder of the embedded chain (journal, snapshots, lock); made when missing, mode 0700. */
  directory: string;
  /** Uses this chain instead of the embedded one. http(s) or ws(s). */
  rpcUrl?: string;
  /** How long the first waiting transaction waits before its block is sealed. Default 1000. */
  sealDelayMs?: number;
  /** Port of the embedded chain's loopback gateway. Default 0: any free one. */
  port?: number;
  /** What one address may ask for. */
  limits?: Partial<RpcLimitOptions>;
  /**
   * What accounts have of an embedded chain's coin when the chain begins. Nobody can make more of it, and it is worth
   * nothing elsewhere. A chain that exists already keeps what it began with.
   */
  balances?: readonly GenesisBalance[];
}

export interface OpenChainDependencies {
  logger: ChainLogger;
  /** Milliseconds since the epoch. Default `Date.now`. */
  clock?: () => number;
}

const SEAL_DELAY_MS = 1000;

/**
 * Starts the embedded chain of a folder, or joins another chain by its URL.
 *
 * @throws DatacarError CHAIN_LOCKED, CHAIN_JOURNAL_DAMAGED, CHAIN_REPLAY_DIFFERS, CHAIN_ENGINE_MISSING,
 * CHAIN_ENGINE_FAILED, CHAIN_UNREACHABLE.
 */
export async function openChain(
  { directory, rpcUrl, sealDelayMs = SEAL_DELAY_MS, port = 0, limits, balances = [] }: OpenChainOptions,
  { logger, clock = Date.now }: OpenChainDependencies,
): Promise<Chain> {
  const allLimits = { ...rpcLimitDefaults, ...limits };
  if (rpcUrl !== undefined) return openExternalChain({ rpcUrl, limits: allLimits }, { logger, clock });
  return openEmbeddedChain({ directory, sealDelayMs, port, limits: allLimits, balances }, { logger, clock });
}
