// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import type { DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import { membersAbi } from '@datacar/chain/generated/members';
import { concatBytes } from '@datacar/core/encoding/concatBytes';
import type { TrustAnchors, TrustedMember } from '@datacar/core/records/TrustAnchors';
import { hexToBytes } from 'viem';
import type { ServerLog } from './establishMember.ts';
import type { ServerKeys } from './openServerKeys.ts';

/** The roles of Members.sol in the order of its enum, as words. */
const roleNames = [
  'validator',
  'manufacturer',
  'registrar',
  'chargingOperator',
  'workshop',
  'insurer',
  'lender',
  'gridOperator',
  'notary',
  'regulator',
  'foundation',
] as const;

/** What a verifier needs to believe to check this server's proofs: the members as the chain has them, and this server. */
export async function readTrustAnchors({
  chain,
  contracts,
  keys,
  log,
}: {
  chain: Chain;
  contracts: DatacarContracts;
  keys: ServerKeys;
  log: ServerLog;
}): Promise<TrustAnchors> {
  return {
    version: 1,
    chainId: chain.identity.chainId,
    genesisHash: chain.identity.genesisHash,
    registry: hexToBytes(contracts.vehicleRegistry),
    recordLog: hexToBytes(contracts.recordLog),
    members: await readMembers(chain, contracts),
    servers: [
      {
        origin: log.origin,
        noteKey: keys.note.publicKey,
        ackKey: keys.ack.publicKey,
        anchorAccount: hexToBytes(keys.anchor.address),
        member: hexToBytes(keys.member.address),
      },
    ],
  };
}

async function readMembers(chain: Chain, { members }: DatacarContracts): Promise<TrustedMember[]> {
  const contract = { address: members, abi: membersAbi } as const;
  const count = Number(await chain.publicClient.readContract({ ...contract, functionName: 'memberCount' }));
  const indexes = Array.from({ length: count }, (_, index) => BigInt(index));
  return Promise.all(
    indexes.map(async (index) => {
      const { account, name, roles } = await chain.publicClient.readContract({
        ...contract,
        functionName: 'memberAt',
        args: [index],
      });
      const keys = await chain.publicClient.readContract({
        ...contract,
        functionName: 'certificateKeysOf',
        args: [account],
      });
      return {
        name,
        account: hexToBytes(account),
        roles: roleNames.filter((_, role) => (roles & (1 << role)) !== 0),
        certificateKeys: keys
          .filter(({ revokedAt }) => revokedAt === 0n)
          .map(({ x, y }) => concatBytes(Uint8Array.of(4), hexToBytes(x), hexToBytes(y))),
      };
    }),
  );
}
