// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import { contractAbis } from '@datacar/chain/contracts/contractAbis';
import type { DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import { type AbiEvent, getAbiItem } from 'viem';
import { createEventFold, type EventFold } from '../../token/createEventFold.ts';

export interface Vote {
  voter: string;
  isFor: boolean;
  atMs: number;
  transactionHash: string;
}

/** By the number of the proposal, in the order in which they were cast. */
export type VotesOfProposals = Map<bigint, Vote[]>;

/** Who voted for what. A member votes once on a proposal, so there are no more than both allow. */
export function openVotes({
  chain,
  contracts,
}: {
  chain: Chain;
  contracts: DatacarContracts;
}): EventFold<VotesOfProposals> {
  return createEventFold<VotesOfProposals>({
    chain,
    addresses: [contracts.membersVote],
    event: getAbiItem({ abi: contractAbis.membersVote, name: 'VoteCast' }) as AbiEvent,
    fromBlock: contracts.deployedAtBlock,
    empty: () => new Map(),
    apply(votes, { args, atMs, transactionHash }) {
      const { id, voter, isFor } = args as { id: bigint; voter: string; isFor: boolean };
      votes.set(id, [...(votes.get(id) ?? []), { voter, isFor, atMs, transactionHash }]);
    },
  });
}
