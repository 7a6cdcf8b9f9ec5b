// SPDX-License-Identifier: Apache-2.0
import type { Abi, Address, ContractEventName, Hex, Log } from 'viem';
import type { Chain } from '../Chain.ts';
import type { ChainLogger } from '../ChainLogger.ts';

/** The last block that the receiver has stored. */
export interface ChainPosition {
  blockNumber: bigint;
  blockHash: Hex;
}

export interface BlockEvents<abi extends Abi> {
  blockNumber: bigint;
  blockHash: Hex;
  parentHash: Hex;
  /** Seconds since the epoch, the block's own. */
  timestamp: bigint;
  /** In the order of the block. */
  events: readonly Log<bigint, number, false, undefined, true, abi, ContractEventName<abi>>[];
  /** Cannot be undone any more. */
  isFinal: boolean;
}

export interface FollowEventsOptions<abi extends Abi> {
  chain: Chain;
  /** Decodes the events; several contracts' ABIs may be joined into one. */
  abi: abi;
  addresses: readonly Address[];
  /** First block ever wanted, when there is no stored position. */
  fromBlock: bigint;
  /** Where the receiver is. Its block is checked: if it is no longer on the chain, the follower rolls back. */
  position?: ChainPosition;
  /** Deliver blocks that may still be undone (then `onRollback` may be called). Default false: wait for finality. */
  isEager?: boolean;
  /** How often an external chain is asked for new blocks. Default 1000. */
  pollMs?: number;
  /** Called once per block that holds events, in order, and for the newest block of a step even without any, so that the position moves on. Awaited before the next. */
  onBlock: (block: BlockEvents<abi>) => Promise<void> | void;
  /** Everything after this block is undone. Returns the position that the receiver has then. */
  onRollback: (toBlock: ChainPosition) => Promise<void> | void;
}

export interface EventFollower {
  /** Settles when every block that exists now has been delivered. */
  caughtUp(): Promise<void>;
  /** Resolves when the follower has stopped; rejects when a receiver threw. */
  readonly done: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Follows the events of some contracts on either kind of chain, in order, exactly once per block hash, and
 * undoes what a reorganisation has undone.
 */
export function followEvents<const abi extends Abi>(
  _options: FollowEventsOptions<abi>,
  _dependencies: { logger: ChainLogger },
): EventFollower {
  throw new Error('being built');
}
