// SPDX-License-Identifier: Apache-2.0
import { EngineGone } from '../EngineConnection.ts';
import { takeSnapshot } from '../snapshots/takeSnapshot.ts';
import type { SequencerState } from './SequencerState.ts';

/** A quiet chain takes a snapshot when a restart would replay for longer than this. */
const REPLAY_MS_WHEN_QUIET = 500;

/** A busy one as well, but not so often that snapshots take more than a fifth of the time. */
const REPLAY_MS_WHEN_BUSY = 3_000;
const REPLAY_PER_SNAPSHOT = 5;

export function isSnapshotDue({ queue, sealAtMs, replayMs, snapshotMs }: SequencerState): boolean {
  const isQuiet = queue.length === 0 && sealAtMs === undefined;
  const least = isQuiet ? REPLAY_MS_WHEN_QUIET : REPLAY_MS_WHEN_BUSY;
  return replayMs > Math.max(least, REPLAY_PER_SNAPSHOT * snapshotMs);
}

/** A snapshot that fails costs time at the next start and nothing else. */
export async function keepSnapshot(state: SequencerState): Promise<void> {
  const startedAt = performance.now();
  try {
    state.snapshotBytes = await takeSnapshot(state.chain, state);
    state.logger.debug({ block: state.chain.head.number }, 'a snapshot of the chain is written');
  } catch (error) {
    if (error instanceof EngineGone) throw error;
    const message = 'a snapshot of the chain could not be written; the next start takes longer';
    state.logger.warn({ err: error }, message);
  }
  state.snapshotMs = performance.now() - startedAt;
  state.replayMs = 0;
}
