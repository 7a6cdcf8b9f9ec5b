// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import type { ChainLogger } from '@datacar/chain/ChainLogger';
import { contractAbis } from '@datacar/chain/contracts/contractAbis';
import { contractTitle } from '@datacar/chain/contracts/contractTitle';
import type { ContractName, DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import { type BlockEvents, followEvents } from '@datacar/chain/events/followEvents';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { ChainEvent, ChainIndex } from '@datacar/store/chain/ChainIndex';
import type { Abi, Hex } from 'viem';

/** A block is sealed within a second; an external chain may need its finality first. */
const WAIT_MS_MAX = 60_000;

export interface ChainFollower {
  /** Resolves when the index knows everything up to a block. @throws DatacarError CHAIN_BEHIND */
  reached(blockNumber: number): Promise<void>;
  caughtUp(): Promise<void>;
  /** Rejects when the chain cannot be followed any more. */
  readonly done: Promise<void>;
  stop(): Promise<void>;
}

/** Keeps the index of the chain's events up to date. */
export function followChain(
  { chain, contracts, chainIndex }: { chain: Chain; contracts: DatacarContracts; chainIndex: ChainIndex },
  { logger }: { logger: ChainLogger },
): ChainFollower {
  const all = Object.keys(contractAbis) as ContractName[];
  const names = new Map(all.map((name) => [contracts[name].toLowerCase(), contractTitle(name)]));
  const position = chainIndex.position;
  const follower = followEvents(
    {
      chain,
      contracts: all.map((name) => ({
        address: contracts[name],
        abi: (contractAbis[name] as Abi).filter(({ type }) => type === 'event') as Abi,
      })),
      fromBlock: contracts.deployedAtBlock,
      ...(position === undefined
        ? {}
        : { position: { blockNumber: BigInt(position.blockNumber), blockHash: position.blockHash as Hex } }),
      onBlock: (block) =>
        chainIndex.apply(toChainEvents(block, names), {
          blockNumber: Number(block.blockNumber),
          blockHash: block.blockHash,
        }),
      onRollback: ({ blockNumber, blockHash }) =>
        chainIndex.rollback({ blockNumber: Number(blockNumber), blockHash }),
    },
    { logger },
  );

  return {
    caughtUp: () => follower.caughtUp(),
    done: follower.done,
    stop: () => follower.stop(),
    reached(blockNumber) {
      const isReached = () => (chainIndex.position?.blockNumber ?? -1) >= blockNumber;
      if (isReached()) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const end = (settle: () => void) => {
          clearTimeout(timer);
          unsubscribe();
          settle();
        };
        const timer = setTimeout(
          () =>
            end(() =>
              reject(
                new DatacarError(
                  'CHAIN_BEHIND',
                  `The index of the chain has not reached block ${blockNumber}.`,
                ),
              ),
            ),
          WAIT_MS_MAX,
        );
        const unsubscribe = chainIndex.subscribe(() => {
          if (isReached()) end(resolve);
        });
      });
    },
  };
}

function toChainEvents(block: BlockEvents<Abi>, names: ReadonlyMap<string, string>): ChainEvent[] {
  return block.events.map((event) => ({
    contract: names.get(event.address.toLowerCase()) ?? event.address,
    name: event.eventName ?? '',
    args: (event.args ?? {}) as Readonly<Record<string, unknown>>,
    blockNumber: Number(block.blockNumber),
    blockHash: block.blockHash,
    blockTimeMs: Number(block.timestamp) * 1_000,
    transactionHash: event.transactionHash,
    logIndex: event.logIndex,
  }));
}
