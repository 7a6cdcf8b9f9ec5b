// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import { rolesOfMask } from '@datacar/core/consortium/memberRoles';
import type { listMembers, listValidators } from '@datacar/core/consortium/routes';
import type { Address } from 'viem';
import type { Parties } from '../../token/createParties.ts';
import { placesOfPage } from '../../token/numbersOfPage.ts';
import type { ChainView } from '../../token/openChainViews.ts';

type Members = RouteResponse<typeof listMembers>;
type Validators = RouteResponse<typeof listValidators>;
type Node = Validators['items'][number];

interface PageDependencies {
  parties: Parties;
}

/** One page of the members, in the order of joining. */
export async function readMembers(
  view: ChainView,
  { cursor }: { cursor?: string | undefined },
  { parties }: PageDependencies,
): Promise<Members> {
  const { read, asOf } = view;
  const [count, standingCount, isGenesis, steward] = await Promise.all([
    read('members', 'memberCount', []),
    read('members', 'standingCount', []),
    read('members', 'isGenesis', []),
    read('members', 'steward', []),
  ]);
  const { places, nextCursor } = placesOfPage(Number(count), cursor);

  async function toMember(place: bigint): Promise<Members['items'][number]> {
    const { account, name, roles, joinedAt } = await read('members', 'memberAt', [place]);
    const [serverAccounts, keys, nodes] = await Promise.all([
      read('members', 'serverAccountsOf', [account]),
      read('members', 'certificateKeysOf', [account]),
      read('validators', 'nodesOf', [account]),
    ]);
    const urls = await Promise.all(
      serverAccounts.map((server) => read('members', 'serverUrlOf', [account, server])),
    );
    return {
      account,
      name,
      roles: rolesOfMask(roles),
      isStanding: roles !== 0,
      joinedAtMs: Number(joinedAt) * 1_000,
      servers: serverAccounts.map((server, index) => ({ account: server, url: urls[index] || null })),
      certificateKeys: keys.map(({ x, y, addedAt, revokedAt }) => ({
        x,
        y,
        addedAtMs: Number(addedAt) * 1_000,
        revokedAtMs: revokedAt === 0n ? null : Number(revokedAt) * 1_000,
      })),
      nodes: nodes.map((node) => toNode(node, parties)),
    };
  }

  return {
    items: await Promise.all(places.map(toMember)),
    nextCursor,
    standingCount: Number(standingCount),
    isGenesis,
    steward: parties.of(steward),
    asOf,
  };
}

/** One page of the nodes of all members, and all validators. */
export async function readValidators(
  { read, asOf }: ChainView,
  { cursor }: { cursor?: string | undefined },
  { parties }: PageDependencies,
): Promise<Validators> {
  const [validators, count] = await Promise.all([
    read('validators', 'getValidators', []),
    read('validators', 'nodeCount', []),
  ]);
  const { places, nextCursor } = placesOfPage(Number(count), cursor);
  const nodes = await Promise.all(places.map((place) => read('validators', 'nodeAt', [place])));
  return {
    items: nodes.map((node) => toNode(node, parties)),
    nextCursor,
    validators: [...validators],
    asOf,
  };
}

interface NodeOnChain {
  node: Address;
  member: Address;
  registeredAt: bigint;
  provedAt: bigint;
  isValidator: boolean;
  endpoint: string;
}

function toNode(
  { node, member, registeredAt, provedAt, isValidator, endpoint }: NodeOnChain,
  parties: Parties,
): Node {
  return {
    node,
    member: parties.of(member),
    endpoint,
    registeredAtMs: Number(registeredAt) * 1_000,
    provedAtMs: provedAt === 0n ? null : Number(provedAt) * 1_000,
    isValidator,
  };
}
