// SPDX-License-Identifier: Apache-2.0
import type { DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import { fundReleaseStates, type listFundReleases } from '@datacar/core/token/routes';
import type { EventFold } from './createEventFold.ts';
import type { Parties } from './createParties.ts';
import { numbersOfPage, type PageOptions } from './numbersOfPage.ts';
import type { ChainView } from './openChainViews.ts';
import { type CommentsOfReleases, commentsKey } from './openComments.ts';

type Releases = RouteResponse<typeof listFundReleases>;
type Release = Releases['items'][number];

/** The contract of each fund. */
const fundContracts = { operation: 'operationFund', foundation: 'foundationAwards' } as const;

export type FundName = keyof typeof fundContracts;

export interface ReadFundReleasesDependencies {
  contracts: DatacarContracts;
  parties: Parties;
  comments: EventFold<CommentsOfReleases>;
}

/** One page of what a fund was asked to pay, the newest first. */
export async function readFundReleases(
  view: ChainView,
  { fund, ...page }: { fund: FundName } & PageOptions,
  { contracts, parties, comments }: ReadFundReleasesDependencies,
): Promise<Releases> {
  const { read, asOf, at, blockNumber } = view;
  const contract = fundContracts[fund];
  const [count, balance, needed, folded] = await Promise.all([
    read(contract, 'releaseCount', []),
    read(contract, 'remaining', []),
    read('council', 'threshold', []),
    comments.upTo(blockNumber).then((all) => new Map(all)),
  ]);
  const { numbers, nextCursor } = numbersOfPage(Number(count), page);

  async function toRelease(id: bigint): Promise<Release> {
    const [release, state, approvers, rejecters, approvalCount] = await Promise.all([
      read(contract, 'getRelease', [id]),
      read(contract, 'stateOf', [id]),
      read(contract, 'approversOf', [id]),
      read(contract, 'rejectersOf', [id]),
      read(contract, 'approvalsOf', [id]),
    ]);
    const stateName = fundReleaseStates[state] ?? 'open';
    const said = folded.get(commentsKey(contracts[contract], id)) ?? { count: 0, newest: [] };
    return {
      id: id.toString(),
      state: stateName,
      isPayable: stateName === 'approved' && BigInt(at) >= release.payableAt && release.amount <= balance,
      proposer: parties.of(release.proposer),
      recipient: parties.of(release.recipient),
      amount: release.amount.toString(),
      purpose: release.purpose,
      documentHash: release.documentHash,
      proposedAtMs: Number(release.proposedAt) * 1_000,
      payableAtMs: Number(release.payableAt) * 1_000,
      expiresAtMs: Number(release.expiresAt) * 1_000,
      approvals: approvers.map(parties.of),
      rejections: rejecters.map(parties.of),
      approvalCount: Number(approvalCount),
      needed: Number(needed),
      comments: said.newest.map(({ author, ...comment }) => ({ author: parties.of(author), ...comment })),
      commentCount: said.count,
    };
  }

  return {
    items: await Promise.all(numbers.map(toRelease)),
    nextCursor,
    account: contracts[contract],
    balance: balance.toString(),
    asOf,
  };
}
