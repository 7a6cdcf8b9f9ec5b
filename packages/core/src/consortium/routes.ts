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

const contractSummary = z.object({
  name: z.string().describe('Such as RecordLog'),
  address,
  isVerified: z
    .boolean()
    .describe('Whether the code on the chain is, byte for byte, what this source compiles to'),
  compiler: z.string().describe('solc and its version'),
  codeBytes: z.int().describe('Of the code on the chain'),
  codeHash: hash32.describe('keccak-256 of the code on the chain'),
});

export const listContracts = defineRoute({
  name: 'listContracts',
  method: 'GET',
  path: '/v1/contracts',
  summary: "Datacar's contracts, and whether each is what its source says",
  access: 'public',
  response: z.object({ items: z.array(contractSummary) }),
  errors: [],
});

export const readContract = defineRoute({
  name: 'readContract',
  method: 'GET',
  path: '/v1/contracts/:contract',
  summary: 'A contract with its ABI, its source, how it was compiled and how its code was compared',
  access: 'public',
  params: z.object({ contract: z.string().max(64).describe('Its name or its address') }),
  response: contractSummary.extend({
    abi: z.array(z.unknown()),
    sources: z
      .array(z.object({ path: z.string(), text: z.string() }))
      .describe('Its own file first, then those that it imports'),
    settings: z.record(z.string(), z.unknown()).describe('Of the compiler'),
    immutables: z
      .array(z.object({ name: z.string(), value: hexBytes }))
      .describe('What the constructor wrote into the code; everything else is compared'),
    code: hexBytes.describe('On the chain'),
  }),
  errors: ['NOT_FOUND'],
});

export const consortiumRoutes = [readServerDescription, readTrust, listContracts, readContract] as const;
