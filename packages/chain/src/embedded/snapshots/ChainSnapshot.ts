// SPDX-License-Identifier: Apache-2.0
import type { Hex } from 'viem';

/** What the engine's state is bound to. */
export interface ChainSnapshotHeader {
  version: 1;
  chainId: number;
  engine: string;
  blockNumber: number;
  blockHash: Hex;
  /** Seconds since the epoch. */
  blockTimestamp: number;
  /** Transactions in all blocks so far. */
  transactions: number;
  /** Everything up to this byte of the journal is in the state or in `pending`. */
  journalBytes: number;
  /** Hash of the record that ends there, latin1. */
  journalHash: string;
  /** Raw transactions that wait, in the order of their arrival. */
  pending: readonly Hex[];
}

export interface ChainSnapshot extends ChainSnapshotHeader {
  /** As `anvil_dumpState` gave it: gzip. */
  state: Uint8Array;
}
