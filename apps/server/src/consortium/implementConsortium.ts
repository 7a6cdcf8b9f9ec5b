// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import { contractAbis } from '@datacar/chain/contracts/contractAbis';
import type { DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import { contractNames } from '@datacar/core/consortium/contractNames';
import {
  listContracts,
  readContract,
  readServerDescription,
  readTrust,
} from '@datacar/core/consortium/routes';
import { LIVE_PATH } from '@datacar/core/records/liveMessage';
import { trustAnchorsCodec } from '@datacar/core/records/trustAnchorsCodec';
import { catalogueId } from '@datacar/core/signals/catalogueId';
import type { ChainIndex } from '@datacar/store/chain/ChainIndex';
import { bytesToHex } from 'viem';
import { type Implementation, implement } from '../http/implement.ts';
import { DOCS_PATH } from '../http/registerDocs.ts';
import { RPC_PATH } from '../http/registerRpc.ts';
import { describeContracts } from './describeContracts.ts';
import { describeTrust } from './describeTrust.ts';
import type { ServerLog } from './establishMember.ts';
import type { ServerKeys } from './openServerKeys.ts';

export interface ConsortiumServices {
  version: string;
  chain: Chain;
  contracts: DatacarContracts;
  keys: ServerKeys;
  log: ServerLog;
  chainIndex: ChainIndex;
  /** Where cars find the broker, for whoever reached this server by that host name. */
  mqttUrl: (hostname: string) => string | null;
}

export function implementConsortium(services: ConsortiumServices): Implementation[] {
  const { version, chain, contracts, keys, log, chainIndex, mqttUrl } = services;
  const { identity } = chain;
  const described = describeContracts(contracts, { chain });
  const addressed = Object.fromEntries(
    contractNames.map((name) => [name, { address: contracts[name], abi: [...contractAbis[name]] }]),
  ) as unknown as RouteResponse<typeof readServerDescription>['contracts'];

  return [
    implement(readServerDescription, ({ request }) => ({
      version,
      chain: {
        chainId: identity.chainId,
        genesisHash: bytesToHex(identity.genesisHash),
        isEmbedded: chain.kind === 'embedded',
      },
      contracts: addressed,
      log: { origin: log.origin, logId: String(log.logId), noteKey: bytesToHex(keys.note.publicKey) },
      ackKey: bytesToHex(keys.ack.publicKey),
      anchorAccount: keys.anchor.address,
      member: keys.member.address,
      catalogue: bytesToHex(catalogueId),
      mqttUrl: mqttUrl(request.hostname),
      rpcPath: RPC_PATH,
      livePath: LIVE_PATH,
      docsPath: DOCS_PATH,
    })),
    implement(listContracts, async () => ({ items: await described.list() })),
    implement(readContract, ({ params }) => described.read(params.contract)),
    implement(readTrust, () =>
      Buffer.from(
        trustAnchorsCodec.encode(describeTrust({ identity, contracts, keys, log }, { chainIndex })),
      ),
    ),
  ];
}
