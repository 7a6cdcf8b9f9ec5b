// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineRoute } from '../api/defineRoute.ts';
import { address, hash32, hexBytes } from '../api/schemas.ts';

const contract = z.object({ address, abi: z.array(z.unknown()) });

export const readServerDescription = defineRoute({
  name: 'readServerDescription',
  method: 'GET',
  path: '/.well-known/datacar.json',
  summary: 'Chain, contracts, log and keys of this server',
  access: 'public',
  response: z.object({
    version: z.string(),
    chain: z.object({ chainId: z.int(), genesisHash: hash32, isEmbedded: z.boolean() }),
    contracts: z.object({ members: contract, vehicleRegistry: contract, recordLog: contract }),
    log: z.object({ origin: z.string(), logId: z.string(), noteKey: hexBytes.describe('Ed25519, 32 bytes') }),
    ackKey: hexBytes.describe('P-256, uncompressed, 65 bytes'),
    anchorAccount: address,
    member: address,
    catalogue: hash32.describe('Id of the signal catalogue'),
    mqttUrl: z.string().nullable(),
    rpcPath: z.string(),
    livePath: z.string(),
    docsPath: z.string(),
  }),
  errors: [],
});

export const readTrust = defineRoute({
  name: 'readTrust',
  method: 'GET',
  path: '/v1/trust',
  summary: 'The trust anchors as this server sees them. Compare them over another way before you pin them',
  access: 'public',
  responseMediaTypes: ['application/cbor'],
  errors: [],
});

export const consortiumRoutes = [readServerDescription, readTrust] as const;
