// SPDX-License-Identifier: Apache-2.0
import type { DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import type { ChainIdentity } from '@datacar/core/records/ChainIdentity';
import type { TrustAnchors } from '@datacar/core/records/TrustAnchors';
import type { ChainIndex } from '@datacar/store/chain/ChainIndex';
import { type Hex, hexToBytes } from 'viem';
import type { ServerLog } from './establishMember.ts';
import type { ServerKeys } from './openServerKeys.ts';

export interface DescribeTrustOptions {
  identity: ChainIdentity;
  contracts: DatacarContracts;
  keys: ServerKeys;
  log: ServerLog;
}

/** What a verifier needs to believe to check this server's proofs: the members as the chain has them, and this server. */
export function describeTrust(
  { identity, contracts, keys, log }: DescribeTrustOptions,
  { chainIndex }: { chainIndex: ChainIndex },
): TrustAnchors {
  return {
    version: 1,
    chainId: identity.chainId,
    genesisHash: identity.genesisHash,
    registry: hexToBytes(contracts.vehicleRegistry),
    recordLog: hexToBytes(contracts.recordLog),
    members: chainIndex
      .members()
      .filter(({ isActive }) => isActive)
      .map(({ name, account, roles, certificateKeys }) => ({
        name,
        account: hexToBytes(account as Hex),
        roles: [...roles],
        certificateKeys: certificateKeys
          .filter(({ revokedAtMs }) => revokedAtMs === undefined)
          .map(({ publicKey }) => publicKey),
      })),
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
