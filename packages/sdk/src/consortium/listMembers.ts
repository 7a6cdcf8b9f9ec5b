// SPDX-License-Identifier: Apache-2.0
import { membersAbi, membersRoleNames } from '@datacar/chain/generated/members';
import type { Client } from '../client/Client.ts';
import { readContracts } from '../internal/readContracts.ts';
import type { RpcHex } from './RpcMethods.ts';

export interface ListMembersParameters {
  /** Address of the contract Members. */
  members: RpcHex;
}

export interface ConsortiumMember {
  account: RpcHex;
  name: string;
  /** Empty once it has left. */
  roles: (typeof membersRoleNames)[number][];
  joinedAtMs: number;
  /** The accounts that act for it. */
  serverAccounts: RpcHex[];
  /** P-256 keys with which it certifies keys of cars; `revokedAtMs` is `null` while a key counts. */
  certificateKeys: { x: RpcHex; y: RpcHex; addedAtMs: number; revokedAtMs: number | null }[];
}

export type ListMembersReturnType = ConsortiumMember[];

/**
 * The members of the consortium as the chain has them, in the order of joining.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { listMembers } from '@datacar/sdk/consortium/listMembers';
 * import { readServerDescription } from '@datacar/sdk/consortium/readServerDescription';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { contracts } = await readServerDescription(client);
 * const members = await listMembers(client, { members: contracts.members.address });
 */
export async function listMembers(
  client: Client,
  { members: address }: ListMembersParameters,
): Promise<ListMembersReturnType> {
  const contract = { address, abi: membersAbi };
  const [count = 0n] = await readContracts(client, {
    ...contract,
    functionName: 'memberCount',
    argsList: [[]],
  });
  const places = Array.from({ length: Number(count) }, (_, index) => [BigInt(index)] as const);
  const members = await readContracts(client, { ...contract, functionName: 'memberAt', argsList: places });
  const accounts = members.map(({ account }) => [account] as const);
  const [servers, keys] = await Promise.all([
    readContracts(client, { ...contract, functionName: 'serverAccountsOf', argsList: accounts }),
    readContracts(client, { ...contract, functionName: 'certificateKeysOf', argsList: accounts }),
  ]);
  return members.map(({ account, name, roles, joinedAt }, index) => ({
    account,
    name,
    roles: membersRoleNames.filter((_, bit) => (roles & (1 << bit)) !== 0),
    joinedAtMs: Number(joinedAt) * 1_000,
    serverAccounts: [...(servers[index] ?? [])],
    certificateKeys: (keys[index] ?? []).map(({ x, y, addedAt, revokedAt }) => ({
      x,
      y,
      addedAtMs: Number(addedAt) * 1_000,
      revokedAtMs: revokedAt === 0n ? null : Number(revokedAt) * 1_000,
    })),
  }));
}
