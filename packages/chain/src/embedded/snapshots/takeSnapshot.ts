// SPDX-License-Identifier: Apache-2.0
import type { ChainHistory } from '../ChainHistory.ts';
import { dumpEngineState } from '../engineState.ts';
import type { RestoredChain } from '../restoreChain.ts';
import type { SnapshotFiles } from './snapshotFiles.ts';
import { stripTraces } from './stripTraces.ts';

/**
 * Writes what the next start would otherwise replay. Nothing else may write to the engine or the journal
 * meanwhile.
 *
 * @returns The end of the journal that the snapshot holds.
 */
export async function takeSnapshot(
  { head, engine, engineVersion, transactions, pool }: RestoredChain,
  { history, snapshotFiles }: { history: ChainHistory; snapshotFiles: SnapshotFiles },
): Promise<number> {
  const { genesis, journal } = history;
  const { place } = journal;
  await snapshotFiles.write({
    version: 1,
    chainId: genesis.chainId,
    engine: engineVersion,
    blockNumber: head.number,
    blockHash: head.hash,
    blockTimestamp: head.timestamp,
    transactions,
    journalBytes: place.bytes,
    journalHash: place.lastHash,
    pending: [...pool.entries()].map(([, raw]) => raw),
    state: await stripTraces(await dumpEngineState(engine)),
  });
  history.bind(place);
  return place.bytes;
}
