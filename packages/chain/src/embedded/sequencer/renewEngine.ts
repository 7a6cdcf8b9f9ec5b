// SPDX-License-Identifier: Apache-2.0
import { processMemoryBytes } from '../processMemoryBytes.ts';
import { restoreChain } from '../restoreChain.ts';
import { adoptChain } from './adoptChain.ts';
import type { SequencerState } from './SequencerState.ts';

/** Below this nothing is gained that a small machine would notice. */
const MEMORY_BYTES_MIN = 256 * 1024 * 1024;

/** What the engine gathers for debugging has then grown as large as the chain itself. */
const GROWTH_MAX = 2;

/** Whether a new engine, restored from the snapshot that was just taken, would need much less memory. */
export function isEngineBloated({ chain, restoredMemoryBytes }: SequencerState): boolean {
  const bytes = processMemoryBytes(chain.engine.pid);
  return bytes > Math.max(MEMORY_BYTES_MIN, GROWTH_MAX * restoredMemoryBytes);
}

/** Puts a slim engine in the place of a bloated one; reads wait for the seconds that it takes. */
export async function renewEngine(state: SequencerState): Promise<void> {
  const { chain, history, gate, logger } = state;
  gate.close();
  state.isRenewing = true;
  const before = processMemoryBytes(chain.engine.pid);
  await chain.engine.kill();
  const restored = await restoreChain(history, state);
  if (restored.head.hash !== chain.head.hash) {
    throw new Error(`the journal ends with block ${restored.head.hash}, but ${chain.head.hash} was shown`);
  }
  await adoptChain(state, restored);
  state.isRenewing = false;
  logger.info({ before, after: state.restoredMemoryBytes }, "the chain's engine was renewed to free memory");
  gate.open();
}
