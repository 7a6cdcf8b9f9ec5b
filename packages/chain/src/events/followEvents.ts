// SPDX-License-Identifier: Apache-2.0
import { type Abi, type Address, type ContractEventName, type Hex, type Log, parseEventLogs } from 'viem';
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

export interface FollowedContract<abi extends Abi> {
  address: Address;
  /**
   * Decodes the events of this address and of no other: contracts may have events of one signature that differ in
   * what is indexed, as the `Transfer` of ERC-20 and of ERC-721.
   */
  abi: abi;
}

export interface FollowEventsOptions<abi extends Abi> {
  chain: Chain;
  /** No address twice. */
  contracts: readonly FollowedContract<abi>[];
  /** First block ever wanted, when there is no stored position. */
  fromBlock: bigint;
  /** Where the receiver is. Its block is checked: if it is no longer on the chain, the follower rolls back. */
  position?: ChainPosition;
  /** Deliver blocks that may still be undone (then `onRollback` may be called). Default false: wait for finality. */
  isEager?: boolean;
  /** How often an external chain is asked for new blocks. Default 1000. */
  pollMs?: number;
  /**
   * Called for each block that holds events, in order, and for the newest block of a step even without any, so
   * that the position moves on. Awaited before the next.
   */
  onBlock: (block: BlockEvents<abi>) => Promise<void> | void;
  /** Everything after this block is undone; blocks after it are delivered anew. */
  onRollback: (toBlock: ChainPosition) => Promise<void> | void;
}

export interface EventFollower {
  /** Settles when every block that exists now has been delivered. */
  caughtUp(): Promise<void>;
  /** Resolves when the follower has stopped; rejects when a receiver threw. */
  readonly done: Promise<void>;
  stop(): Promise<void>;
}

/** Blocks of one question; what public nodes allow. */
const BLOCKS_AT_ONCE = 2_000n;

/** Delivered blocks whose hashes are remembered, to find where a reorganisation branched off. */
const BLOCKS_REMEMBERED = 256;

const POLL_MS = 1_000;

/** While a chain does not answer it is asked again, slower each time. */
const RETRY_MS_MAX = 30_000;

/** The chain changed between two questions; the step begins again. */
class ChainMoved extends Error {}

/** A receiver threw: the follower cannot go on, for the next block would follow a hole. */
class ReceiverFailed extends Error {}

/**
 * Follows the events of some contracts on either kind of chain, in order, each block hash exactly once, and
 * undoes what a reorganisation has undone.
 */
export function followEvents<const abi extends Abi>(
  options: FollowEventsOptions<abi>,
  { logger }: { logger: ChainLogger },
): EventFollower {
  const { chain, pollMs = POLL_MS, isEager = false } = options;
  const { publicClient } = chain;
  const addresses = options.contracts.map(({ address }) => address);
  const abis = new Map(options.contracts.map(({ address, abi }) => [address.toLowerCase(), abi]));
  const remembered: ChainPosition[] = [];
  let position = options.position;
  if (position) remembered.push(position);
  let isStopping = false;
  let wake = () => {};
  let rounds = 0;
  let waiters: { round: number; resolve: () => void; reject: (error: Error) => void }[] = [];

  async function readBlock(blockNumber: bigint) {
    const block = await publicClient.getBlock({ blockNumber }).catch((error: Error) => {
      // A shorter chain after a reorganisation: the block is not there, not unreachable.
      if (error.name === 'BlockNotFoundError') return undefined;
      throw error;
    });
    return block?.hash ? { ...block, hash: block.hash } : undefined;
  }

  async function isOnChain({ blockNumber, blockHash }: ChainPosition): Promise<boolean> {
    return (await readBlock(blockNumber))?.hash === blockHash;
  }

  /** Goes back to the newest delivered block that is still there. */
  async function rollBackIfMoved(finalNumber: bigint): Promise<void> {
    if (position === undefined || (await isOnChain(position))) return;
    const undone = position;
    let target: ChainPosition | undefined;
    while (target === undefined && remembered.length > 0) {
      const candidate = remembered.pop();
      if (candidate && (await isOnChain(candidate))) target = candidate;
    }
    target ??= await readSafePosition(
      finalNumber < undone.blockNumber ? finalNumber : undone.blockNumber - 1n,
    );
    logger.warn(
      { from: Number(undone.blockNumber), to: Number(target.blockNumber) },
      'the chain was reorganised; its events are read again from the common block',
    );
    position = target;
    remembered.push(target);
    await deliver(() => options.onRollback(target));
  }

  /**
   * Nothing of what was delivered is remembered or left: what is final cannot have changed, and where nothing is
   * known to be final everything is read again.
   */
  async function readSafePosition(finalNumber: bigint): Promise<ChainPosition> {
    const isFinalityKnown = chain.kind === 'embedded' || finalNumber < (await publicClient.getBlockNumber());
    const beginning = options.fromBlock > 0n ? options.fromBlock - 1n : 0n;
    const number = isFinalityKnown && finalNumber > beginning ? finalNumber : beginning;
    const block = await readBlock(number);
    if (block === undefined) throw new ChainMoved();
    return { blockNumber: number, blockHash: block.hash };
  }

  async function step(): Promise<void> {
    const finalNumber = await chain.finalBlockNumber();
    const target = isEager ? await publicClient.getBlockNumber() : finalNumber;
    await rollBackIfMoved(finalNumber);
    let next = position === undefined ? options.fromBlock : position.blockNumber + 1n;
    while (next <= target && !isStopping) {
      const last = next + BLOCKS_AT_ONCE - 1n < target ? next + BLOCKS_AT_ONCE - 1n : target;
      await deliverRange(next, last, finalNumber);
      next = last + 1n;
    }
  }

  async function deliverRange(fromBlock: bigint, toBlock: bigint, finalNumber: bigint): Promise<void> {
    const lastBefore = await readBlock(toBlock);
    const logs = await publicClient.getLogs({ address: addresses, fromBlock, toBlock });
    const last = await readBlock(toBlock);
    // The same last block before and after: the logs belong to the chain that leads to it.
    if (last === undefined || last.hash !== lastBefore?.hash) throw new ChainMoved();

    const numbers = new Set(logs.map(({ blockNumber }) => blockNumber));
    numbers.add(toBlock);
    for (const number of [...numbers].sort((left, right) => Number(left - right))) {
      if (isStopping) return;
      const block = number === toBlock ? last : await readBlock(number);
      const own = logs.filter(({ blockNumber }) => blockNumber === number);
      if (block === undefined || own.some(({ blockHash }) => blockHash !== block.hash))
        throw new ChainMoved();
      const events = own.flatMap((log) => {
        const abi = abis.get(log.address.toLowerCase());
        return abi === undefined ? [] : parseEventLogs({ abi: abi as Abi, logs: [log], strict: true });
      });
      const { hash: blockHash, parentHash, timestamp } = block;
      await deliver(() =>
        options.onBlock({
          blockNumber: number,
          blockHash,
          parentHash,
          timestamp,
          events: events as unknown as BlockEvents<abi>['events'],
          isFinal: number <= finalNumber,
        }),
      );
      position = { blockNumber: number, blockHash };
      remembered.push(position);
      if (remembered.length > BLOCKS_REMEMBERED) remembered.shift();
    }
  }

  async function deliver(receive: () => Promise<void> | void): Promise<void> {
    try {
      await receive();
    } catch (cause) {
      throw new ReceiverFailed('what receives the chain events failed', { cause });
    }
  }

  async function run(): Promise<void> {
    let retryMs = pollMs;
    while (!isStopping) {
      const round = ++rounds;
      const told = new Promise<void>((resolve) => {
        wake = resolve;
      });
      let waitMs = pollMs;
      try {
        await step();
        retryMs = pollMs;
        settle(round);
      } catch (error) {
        if (error instanceof ReceiverFailed) throw error.cause;
        waitMs = error instanceof ChainMoved ? 0 : retryMs;
        if (!(error instanceof ChainMoved)) {
          logger.warn({ err: error }, 'the chain does not answer; its events are asked for again');
          retryMs = Math.min(2 * retryMs, RETRY_MS_MAX);
        }
      }
      if (isStopping) return;
      await untilToldOr(waitMs, told);
    }
  }

  /** Whoever asked before this round began has now seen every block there was. */
  function settle(round: number): void {
    for (const waiter of waiters) if (waiter.round <= round) waiter.resolve();
    waiters = waiters.filter((waiter) => waiter.round > round);
  }

  const unwatch = chain.watchBlocks(() => wake());
  const done = run().finally(() => {
    unwatch();
    isStopping = true;
    for (const { reject } of waiters) reject(new Error('the follower has stopped'));
    waiters = [];
  });
  // Whoever awaits `done` learns of it; nobody awaiting is no reason to end the process here.
  done.catch(() => {});

  return {
    caughtUp() {
      if (isStopping) return Promise.reject(new Error('the follower has stopped'));
      return new Promise((resolve, reject) => {
        waiters.push({ round: rounds + 1, resolve, reject });
        wake();
      });
    },
    done,
    async stop() {
      isStopping = true;
      wake();
      await done.catch(() => {});
    },
  };
}

async function untilToldOr(ms: number, told: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    told,
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    }),
  ]);
  clearTimeout(timer);
}
