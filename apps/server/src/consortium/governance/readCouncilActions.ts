// SPDX-License-Identifier: Apache-2.0
import { contractTitle } from '@datacar/chain/contracts/contractTitle';
import type { ContractName, DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import { councilActionStates, type readCouncil } from '@datacar/core/consortium/routes';
import type { Parties } from '../../token/createParties.ts';
import { numbersOfPage, type PageOptions } from '../../token/numbersOfPage.ts';
import type { ChainView } from '../../token/openChainViews.ts';
import { describeCall, sentenceOfCall } from './describeCall.ts';

type Council = RouteResponse<typeof readCouncil>;

/** What can be paused from the beginning. */
const pausable: readonly ContractName[] = ['vehicleRegistry', 'recordLog'];

export interface ReadCouncilDependencies {
  contracts: DatacarContracts;
  parties: Parties;
}

/** The council with one page of its actions, the newest first. */
export async function readCouncilActions(
  view: ChainView,
  page: PageOptions,
  { contracts, parties }: ReadCouncilDependencies,
): Promise<Council> {
  const { read, asOf, at } = view;
  const [count, seats, threshold, pauses] = await Promise.all([
    read('council', 'actionCount', []),
    read('council', 'seats', []),
    read('council', 'threshold', []),
    Promise.all(pausable.map(readPause)),
  ]);
  const { numbers, nextCursor } = numbersOfPage(Number(count), page);
  const seated = new Set(seats);

  async function readPause(name: ContractName): Promise<Council['pauses'][number]> {
    const target = contracts[name];
    const [until, again] = await Promise.all([
      read('access', 'pausedUntil', [target]),
      read('access', 'pausableAgainAt', [target]),
    ]);
    return {
      contract: contractTitle(name),
      account: target,
      pausedUntilMs: until === 0n ? null : Number(until) * 1_000,
      pausableAgainAtMs: Number(again) <= at ? null : Number(again) * 1_000,
    };
  }

  async function toAction(id: bigint): Promise<Council['items'][number]> {
    const [action, state, approvers] = await Promise.all([
      read('council', 'getAction', [id]),
      read('council', 'stateOf', [id]),
      read('council', 'approversOf', [id]),
    ]);
    const call = describeCall(action, { parties });
    return {
      id: id.toString(),
      state: councilActionStates[state] ?? 'open',
      sentence: sentenceOfCall(call, { parties }),
      call,
      proposer: parties.of(action.proposer),
      reason: action.reason,
      documentHash: action.documentHash,
      proposedAtMs: Number(action.proposedAt) * 1_000,
      expiresAtMs: Number(action.expiresAt) * 1_000,
      approvals: approvers.map(parties.of),
      approvalCount: approvers.filter((account) => seated.has(account)).length,
      needed: Number(threshold),
    };
  }

  return {
    items: await Promise.all(numbers.map(toAction)),
    nextCursor,
    seats: seats.map(parties.of),
    threshold: Number(threshold),
    pauses,
    asOf,
  };
}
