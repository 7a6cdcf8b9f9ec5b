// SPDX-License-Identifier: Apache-2.0
import type { Hex } from 'viem';
import type { ChainLogger } from '../../ChainLogger.ts';
import type { ShownBlock } from '../../gateway/RpcBackend.ts';
import type { AccountLimits } from '../accountLimits.ts';
import type { ChainHistory } from '../ChainHistory.ts';
import type { Gate } from '../createGate.ts';
import type { RestoredChain } from '../restoreChain.ts';
import type { SnapshotFiles } from '../snapshots/snapshotFiles.ts';

/** A raw transaction whose sender waits for an answer. */
export interface Submission {
  raw: Hex;
  /** Whether its account's allowance of gas counts. */
  isLimited: boolean;
  resolve(hash: Hex): void;
  reject(error: Error): void;
}

export interface SequencerDependencies {
  snapshotFiles: SnapshotFiles;
  /** Folder by which the engine's process is recognised. */
  marker: string;
  logger: ChainLogger;
  clock: () => number;
}

/** What the steps of the one writer share. Only its loop changes it, one step after the other. */
export interface SequencerState extends SequencerDependencies {
  readonly history: ChainHistory;
  readonly sealDelayMs: number;
  readonly gate: Gate;
  readonly limits: AccountLimits;
  readonly watchers: Set<(block: ShownBlock) => void>;
  /** Not journalled yet. */
  readonly queue: Submission[];
  /** Between the journal and the engine's answer, by raw transaction. */
  readonly taken: Map<Hex, Submission>;
  chain: RestoredChain;
  /** When the waiting transactions arrived, by hash. */
  arrivedAtMs: Map<Hex, number>;
  /** When the next block is due; undefined while nothing waits that could be in it. */
  sealAtMs: number | undefined;
  /** How long sealing the last block took. */
  sealMs: number;
  /** About how long a restart would replay. */
  replayMs: number;
  /** How long the last snapshot took, and the end of the journal that it holds. */
  snapshotMs: number;
  snapshotBytes: number;
  /** The engine's memory when its chain was restored; 0 where the platform does not say. */
  restoredMemoryBytes: number;
  isEngineGone: boolean;
  /** The engine is ended on purpose. */
  isRenewing: boolean;
  engineRestartsAtMs: number[];
}

export function isSealDue({ sealAtMs, clock }: SequencerState): boolean {
  return sealAtMs !== undefined && clock() >= sealAtMs;
}
