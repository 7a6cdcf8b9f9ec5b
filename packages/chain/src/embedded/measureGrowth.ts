// SPDX-License-Identifier: Apache-2.0
import type { ChainGrowth } from '../ChainGrowth.ts';

/** The engine holds everything in memory: this is a good part of what a small machine has. */
const ENGINE_MEMORY_BYTES_WARN = 700 * 1024 * 1024;

/** The engine hashes its whole state for every block; above this, reads wait noticeably. */
const SEAL_MS_WARN = 1_000;

/** About what 700 MB hold, for platforms that do not tell a process's memory. */
const TRANSACTIONS_WARN = 100_000;

/** Says when the embedded chain is about to become too small. */
export function measureGrowth({ sealMs, ...growth }: ChainGrowth & { sealMs: number }): ChainGrowth {
  const reasons: string[] = [];
  if (growth.engineMemoryBytes > ENGINE_MEMORY_BYTES_WARN) {
    reasons.push(`its engine uses ${Math.round(growth.engineMemoryBytes / 1024 / 1024)} MB of memory`);
  }
  if (growth.transactions > TRANSACTIONS_WARN) reasons.push(`it holds ${growth.transactions} transactions`);
  if (sealMs > SEAL_MS_WARN) reasons.push(`sealing a block takes ${Math.round(sealMs)} ms`);
  if (reasons.length === 0) return growth;
  const warning =
    `The embedded chain grows large: ${reasons.join(', ')}. Move to an Ethereum client in good time ` +
    '(docs/decisions/0001-embedded-chain-with-a-journal.md says how).';
  return { ...growth, warning };
}
