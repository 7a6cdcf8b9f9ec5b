// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import { contractAbis } from '@datacar/chain/contracts/contractAbis';
import type { DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import { type AbiEvent, getAbiItem } from 'viem';
import { createEventFold, type EventFold } from './createEventFold.ts';

export interface Comment {
  author: string;
  text: string;
  atMs: number;
  transactionHash: string;
}

export interface Comments {
  count: number;
  /** The oldest of them first. */
  newest: Comment[];
}

/** By `commentsKey` of the fund and the release. */
export type CommentsOfReleases = Map<string, Comments>;

/** Comments shown of one release. The others stay on the chain. */
const COMMENTS_MAX = 100;

export function commentsKey(fund: string, id: bigint): string {
  return `${fund.toLowerCase()}/${id}`;
}

/** What was said about the releases of both funds. */
export function openComments({
  chain,
  contracts,
}: {
  chain: Chain;
  contracts: DatacarContracts;
}): EventFold<CommentsOfReleases> {
  return createEventFold<CommentsOfReleases>({
    chain,
    addresses: [contracts.operationFund, contracts.foundationAwards],
    event: getAbiItem({ abi: contractAbis.operationFund, name: 'ReleaseCommented' }) as AbiEvent,
    fromBlock: contracts.deployedAtBlock,
    empty: () => new Map(),
    apply(comments, { address, args, atMs, transactionHash }) {
      const { id, author, text } = args as { id: bigint; author: string; text: string };
      const key = commentsKey(address, id);
      const { count, newest } = comments.get(key) ?? { count: 0, newest: [] };
      const kept = [...newest, { author, text, atMs, transactionHash }].slice(-COMMENTS_MAX);
      comments.set(key, { count: count + 1, newest: kept });
    },
  });
}
