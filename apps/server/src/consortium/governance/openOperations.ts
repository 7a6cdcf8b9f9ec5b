// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import { contractAbis } from '@datacar/chain/contracts/contractAbis';
import type { DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import { type AbiEvent, getAbiItem } from 'viem';
import { createEventFold, type EventFold } from '../../token/createEventFold.ts';

/** The number of the proposal by the id of its operation in the timelock. */
export type ProposalsByOperation = Map<string, bigint>;

/** Which proposal lets an operation wait in the timelock: a call that calls one off names only the operation. */
export function openOperations({
  chain,
  contracts,
}: {
  chain: Chain;
  contracts: DatacarContracts;
}): EventFold<ProposalsByOperation> {
  return createEventFold<ProposalsByOperation>({
    chain,
    addresses: [contracts.membersVote],
    event: getAbiItem({ abi: contractAbis.membersVote, name: 'ProposalScheduled' }) as AbiEvent,
    fromBlock: contracts.deployedAtBlock,
    empty: () => new Map(),
    apply(proposals, { args }) {
      const { id, operation } = args as { id: bigint; operation: string };
      proposals.set(operation, id);
    },
  });
}
