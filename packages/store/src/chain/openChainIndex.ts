// SPDX-License-Identifier: Apache-2.0
import type { StoreLogger } from '../StoreLogger.ts';
import type { ChainIndex } from './ChainIndex.ts';

/**
 * Opens the index of the chain: a DuckDB file of the events, folded into memory. A damaged file is thrown away;
 * the index then starts at the beginning of the chain (`position` undefined).
 */
export async function openChainIndex(
  _options: { path: string },
  _dependencies: { logger?: StoreLogger } = {},
): Promise<ChainIndex> {
  throw new Error('being built');
}
