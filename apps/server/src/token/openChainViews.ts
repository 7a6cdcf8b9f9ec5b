// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import { contractAbis } from '@datacar/chain/contracts/contractAbis';
import type { ContractName, DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import type {
  Abi,
  Address,
  ContractFunctionArgs,
  ContractFunctionName,
  ContractFunctionReturnType,
} from 'viem';
import { decodeFunctionResult, encodeFunctionData } from 'viem';
import { asUnreachable } from './asUnreachable.ts';

type View = 'pure' | 'view';
type AbiOf<Name extends ContractName> = (typeof contractAbis)[Name];

/** Asks a contract of Datacar a question; asked again, it comes from memory. */
export type ViewReader = <Name extends ContractName, F extends ContractFunctionName<AbiOf<Name>, View>>(
  contract: Name,
  functionName: F,
  args: ContractFunctionArgs<AbiOf<Name>, View, F>,
) => Promise<ContractFunctionReturnType<AbiOf<Name>, View, F>>;

/** The chain as one block left it, at one time: everything in an answer is from the same. */
export interface ChainView {
  readonly blockNumber: bigint;
  /** Seconds since the epoch: now where the chain can be asked so, else the block's. */
  readonly at: number;
  readonly asOf: { blockNumber: number; atMs: number };
  readonly read: ViewReader;
  /** The same for another contract. @throws DatacarError INPUT_INVALID when it does not answer */
  readAt<const A extends Abi, F extends ContractFunctionName<A, View>>(question: {
    address: Address;
    abi: A;
    functionName: F;
    args: ContractFunctionArgs<A, View, F>;
  }): Promise<ContractFunctionReturnType<A, View, F>>;
  coinOf(account: Address): Promise<bigint>;
}

export interface ChainViews {
  /** Of the newest block that cannot be undone. */
  current(): Promise<ChainView>;
}

/** Questions remembered of one block: a page of every list and a few hundred accounts. */
const ANSWERS_MAX = 10_000;

export function openChainViews(
  { chain, contracts }: { chain: Chain; contracts: DatacarContracts },
  { clock }: { clock: () => number },
): ChainViews {
  const { publicClient } = chain;
  let newest: { key: string; view: Promise<ChainView> } | undefined;
  /** Found out once; as long as it is not, an engine that did not answer may be asked again. */
  let isTimeTold = false;

  /** Whether calls see the time that they are asked for: not every engine knows block overrides, and some are silent. */
  async function canTellTime(blockNumber: bigint, at: number): Promise<boolean> {
    const question = { abi: contractAbis.datr, functionName: 'clock', args: [] } as const;
    try {
      const seen = await ask({ ...question, address: contracts.datr }, { blockNumber, time: at });
      return Number(seen) === at;
    } catch {
      return false;
    }
  }

  async function ask(
    {
      address,
      abi,
      functionName,
      args,
    }: { address: Address; abi: Abi; functionName: string; args: readonly unknown[] },
    { blockNumber, time }: { blockNumber: bigint; time: number | undefined },
  ): Promise<unknown> {
    const data = encodeFunctionData({ abi, functionName, args });
    const { data: answer = '0x' } = await publicClient.call({
      to: address,
      data,
      blockNumber,
      ...(time === undefined ? {} : { blockOverrides: { time: BigInt(time) } }),
    });
    return decodeFunctionResult({ abi, functionName, data: answer });
  }

  async function open(blockNumber: bigint, nowSeconds: number): Promise<ChainView> {
    const block = await publicClient.getBlock({ blockNumber });
    const blockAt = Number(block.timestamp);
    isTimeTold ||= await canTellTime(blockNumber, Math.max(blockAt, nowSeconds) + 1);
    const isNow = isTimeTold && nowSeconds > blockAt;
    const at = isNow ? nowSeconds : blockAt;
    const answers = new Map<string, Promise<unknown>>();
    const remember = <Answer>(key: string, question: () => Promise<Answer>): Promise<Answer> => {
      const before = answers.get(key);
      if (before !== undefined) return before as Promise<Answer>;
      if (answers.size >= ANSWERS_MAX) answers.clear();
      const asked = question().catch((error: unknown) => {
        answers.delete(key);
        throw asUnreachable(error);
      });
      answers.set(key, asked);
      return asked;
    };
    const readAt = (question: {
      address: Address;
      abi: Abi;
      functionName: string;
      args: readonly unknown[];
    }) =>
      remember(`${question.address}.${question.functionName}(${question.args.join()})`, () =>
        ask(question, { blockNumber, time: isNow ? at : undefined }),
      );
    return {
      blockNumber,
      at,
      asOf: { blockNumber: Number(blockNumber), atMs: at * 1_000 },
      read: ((contract: ContractName, functionName: string, args: readonly unknown[]) =>
        readAt({
          address: contracts[contract],
          abi: contractAbis[contract] as Abi,
          functionName,
          args,
        })) as ViewReader,
      readAt: readAt as ChainView['readAt'],
      coinOf: (account) =>
        remember(`coin(${account})`, () => publicClient.getBalance({ address: account, blockNumber })),
    };
  }

  return {
    async current() {
      const blockNumber = await chain.finalBlockNumber().catch((error: unknown) => {
        throw asUnreachable(error);
      });
      const nowSeconds = Math.floor(clock() / 1_000);
      const key = `${blockNumber}:${nowSeconds}`;
      if (newest?.key === key) return newest.view;
      const view = open(blockNumber, nowSeconds).catch((error: unknown) => {
        if (newest?.key === key) newest = undefined;
        throw asUnreachable(error);
      });
      newest = { key, view };
      return view;
    },
  };
}
