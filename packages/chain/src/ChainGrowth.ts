// SPDX-License-Identifier: Apache-2.0

/** How large an embedded chain has become. On an external chain everything but `blocks` is zero. */
export interface ChainGrowth {
  transactions: number;
  blocks: number;
  journalBytes: number;
  /** Resident memory of the engine's process. */
  engineMemoryBytes: number;
  /** Says in words what to do, once it is time to do it. */
  warning?: string;
}
