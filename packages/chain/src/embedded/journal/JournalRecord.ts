// SPDX-License-Identifier: Apache-2.0
import type { Hex } from 'viem';

/** What an account has before the first block. */
export interface GenesisBalance {
  account: Hex;
  wei: bigint;
}

/** Record 0: what the engine is started with, so that every later block hash follows. */
export interface GenesisRecord {
  kind: 'genesis';
  version: 1;
  chainId: number;
  /** Seconds since the epoch. */
  timestamp: number;
  gasLimit: number;
  hardfork: string;
  hash: Hex;
  engine: string;
  /** Missing where nobody has any. The state root of block 1 and so every later hash depends on it. */
  balances?: readonly GenesisBalance[];
}

/** A raw transaction; on disk before the engine sees it. */
export interface TransactionRecord {
  kind: 'transaction';
  raw: Hex;
}

/** The engine took back its place: refused at once, replaced by its sender, or dropped later. */
export interface RemovalRecord {
  kind: 'refused' | 'replaced' | 'dropped';
  hash: Hex;
  reason: string;
}

/** A sealed block; on disk before anything of it is shown. */
export interface BlockRecord {
  kind: 'block';
  number: number;
  /** Seconds since the epoch. */
  timestamp: number;
  hash: Hex;
  /** Hashes in the order of execution. */
  transactions: readonly Hex[];
}

/** From here on another version of the engine runs, after it replayed everything to the same hashes. */
export interface EngineRecord {
  kind: 'engine';
  engine: string;
}

export type JournalRecord = GenesisRecord | TransactionRecord | RemovalRecord | BlockRecord | EngineRecord;
