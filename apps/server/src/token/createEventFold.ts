// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { AbiEvent, Address, Hex } from 'viem';
import { asUnreachable } from './asUnreachable.ts';

/** One event, with the time of its block. */
export interface FoldedEvent {
  name: string;
  args: Readonly<Record<string, unknown>>;
  address: Address;
  atMs: number;
  blockNumber: number;
  transactionHash: Hex;
  logIndex: number;
}

export interface EventFoldOptions<State> {
  chain: Chain;
  addresses: readonly Address[];
  event: AbiEvent;
  /** Of the event's indexed arguments, by name; those left out are any. */
  args?: Readonly<Record<string, unknown>>;
  /** No event is older. */
  fromBlock: bigint;
  empty: () => State;
  /** Adds one event, in the order of the chain. */
  apply: (state: State, event: FoldedEvent) => void;
}

export interface EventFold<State> {
  /** What all events up to a block come to. Only the blocks since the last question are read. */
  upTo(blockNumber: bigint): Promise<State>;
}

/** Blocks of one question: what public nodes allow, and what the embedded chain does. */
const BLOCKS_EXTERNAL = 2_000n;
const BLOCKS_EMBEDDED = 100_000n;

/** Times of blocks that are remembered; events come in bursts. */
const TIMES_MAX = 1_000;

/** Sums up one kind of event, as far as the chain goes, without keeping the events. */
export function createEventFold<State>(options: EventFoldOptions<State>): EventFold<State> {
  const { chain, addresses, event, args, fromBlock, empty, apply } = options;
  const { publicClient } = chain;
  const step = chain.kind === 'embedded' ? BLOCKS_EMBEDDED : BLOCKS_EXTERNAL;
  const times = createBlockTimes(chain);
  let state = empty();
  /** The last block that is in the state. */
  let last: { number: bigint; hash: Hex } | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  async function advance(to: bigint): Promise<State> {
    // A chain without finality may have replaced what was read; then it is read again.
    if (last !== undefined && (await hashOf(last.number)) !== last.hash) {
      state = empty();
      last = undefined;
    }
    for (let from = last === undefined ? fromBlock : last.number + 1n; from <= to; ) {
      const end = from + step - 1n < to ? from + step - 1n : to;
      const hash = await hashOf(end);
      if (hash === undefined) {
        throw new DatacarError(
          'CHAIN_UNREACHABLE',
          `The chain does not show block ${end} any more; ask again.`,
        );
      }
      const logs = await publicClient.getLogs({
        address: [...addresses],
        event,
        ...(args === undefined ? {} : { args }),
        fromBlock: from,
        toBlock: end,
        strict: true,
      } as never);
      const next: FoldedEvent[] = [];
      for (const log of logs as unknown as RawEvent[]) next.push(await toEvent(log));
      for (const one of next) apply(state, one);
      last = { number: end, hash };
      from = end + 1n;
    }
    return state;
  }

  async function hashOf(blockNumber: bigint): Promise<Hex | undefined> {
    const block = await publicClient.getBlock({ blockNumber }).catch(() => undefined);
    return block?.hash ?? undefined;
  }

  async function toEvent(log: RawEvent): Promise<FoldedEvent> {
    return {
      name: log.eventName,
      args: log.args,
      address: log.address,
      atMs: await times.of(log.blockNumber),
      blockNumber: Number(log.blockNumber),
      transactionHash: log.transactionHash,
      logIndex: log.logIndex,
    };
  }

  return {
    upTo(blockNumber) {
      const advanced = turn
        .catch(() => undefined)
        .then(() => advance(blockNumber))
        .catch((error: unknown) => {
          throw asUnreachable(error);
        });
      turn = advanced;
      return advanced;
    },
  };
}

interface RawEvent {
  eventName: string;
  args: Readonly<Record<string, unknown>>;
  address: Address;
  blockNumber: bigint;
  transactionHash: Hex;
  logIndex: number;
}

/** When blocks were sealed, in milliseconds since the epoch. */
export function createBlockTimes({ publicClient }: Chain): { of(blockNumber: bigint): Promise<number> } {
  const known = new Map<bigint, number>();
  return {
    async of(blockNumber) {
      const before = known.get(blockNumber);
      if (before !== undefined) return before;
      const { timestamp } = await publicClient.getBlock({ blockNumber });
      if (known.size >= TIMES_MAX) known.clear();
      const timeMs = Number(timestamp) * 1_000;
      known.set(blockNumber, timeMs);
      return timeMs;
    },
  };
}
