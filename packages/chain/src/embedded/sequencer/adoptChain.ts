// SPDX-License-Identifier: Apache-2.0
import { processMemoryBytes } from '../processMemoryBytes.ts';
import type { RestoredChain } from '../restoreChain.ts';
import { refusalRecord } from './refusalRecord.ts';
import type { SequencerState } from './SequencerState.ts';

/** Goes on from a restored chain, and journals what its engine refused meanwhile. */
export async function adoptChain(state: SequencerState, restored: RestoredChain): Promise<void> {
  const { history, clock } = state;
  const refusals = [...restored.refused].map(([raw, error]) => refusalRecord(raw, error));
  if (refusals.length > 0) await history.journal.append(refusals);
  const now = clock();
  state.chain = restored;
  state.arrivedAtMs = new Map([...restored.pool.entries()].map(([hash]) => [hash, now]));
  state.sealAtMs = restored.pool.size > 0 ? now + state.sealDelayMs : undefined;
  state.replayMs = restored.replayMs;
  state.snapshotBytes = restored.snapshotBytes;
  state.restoredMemoryBytes = processMemoryBytes(restored.engine.pid);
  state.isEngineGone = false;
}
