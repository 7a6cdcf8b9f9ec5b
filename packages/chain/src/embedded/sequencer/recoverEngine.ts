// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { keccak256 } from 'viem';
import { type RestoredChain, restoreChain } from '../restoreChain.ts';
import { adoptChain } from './adoptChain.ts';
import type { SequencerState } from './SequencerState.ts';

/** An engine that ends more often within a minute will not get better by itself. */
const RESTARTS_MAX = 3;
const RESTARTS_WINDOW_MS = 60_000;

/**
 * Puts a new engine in the place of one that is gone, with the same chain. Submissions that were between the
 * journal and the engine get their answer from the replay.
 *
 * @throws DatacarError CHAIN_ENGINE_FAILED, CHAIN_REPLAY_DIFFERS.
 */
export async function recoverEngine(state: SequencerState): Promise<void> {
  const { chain, taken, gate } = state;
  gate.close();
  await chain.engine.kill();
  const restored = await restoreOnNewEngine(state);
  if (restored.head.hash !== chain.head.hash) {
    throw new Error(`the journal ends with block ${restored.head.hash}, but ${chain.head.hash} was shown`);
  }
  await adoptChain(state, restored);
  for (const [raw, { resolve, reject }] of taken) {
    const refusal = restored.refused.get(raw);
    if (refusal) reject(refusal);
    else resolve(keccak256(raw));
  }
  taken.clear();
  gate.open();
}

/** A new engine can end while it is brought up to date; then the next one is tried, as often as is allowed. */
async function restoreOnNewEngine(state: SequencerState): Promise<RestoredChain> {
  let cause: unknown;
  for (;;) {
    const now = state.clock();
    state.engineRestartsAtMs = state.engineRestartsAtMs.filter((atMs) => now - atMs < RESTARTS_WINDOW_MS);
    if (state.engineRestartsAtMs.push(now) > RESTARTS_MAX) {
      throw new DatacarError(
        'CHAIN_ENGINE_FAILED',
        "The chain's engine keeps ending. The log has its last words; see whether the machine has memory left.",
        { details: { restartsWithinMinute: RESTARTS_MAX }, cause },
      );
    }
    try {
      return await restoreChain(state.history, state);
    } catch (error) {
      if (error instanceof DatacarError) throw error;
      cause = error;
    }
  }
}
