// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineRoute } from '../api/defineRoute.ts';
import { address, hash32, hexBytes, pageOf, pageQuery, timeMs } from '../api/schemas.ts';
import { asOf, contractCall, numberInput, party } from '../token/schemas.ts';
import { contractNames } from './contractNames.ts';
import { memberRoles } from './memberRoles.ts';

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
    contracts: z.record(z.enum(contractNames), contract).describe('Every contract by its name'),
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

const deployedCode = {
  address,
  codeBytes: z.int().describe('Of the code on the chain'),
  codeHash: hash32.describe('keccak-256 of the code on the chain'),
};

const contractSummary = z.object({
  name: z.string().describe('Such as RecordLog'),
  kind: z
    .enum(['immutable', 'proxy'])
    .describe("A proxy runs its implementation's code, which the members' vote can exchange"),
  ...deployedCode,
  implementation: z.object(deployedCode).nullable().describe('Of a proxy'),
  isVerified: z
    .boolean()
    .describe(
      'Whether the code on the chain, of a proxy also its implementation, is what this source compiles to',
    ),
  compiler: z.string().describe('solc and its version'),
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
      .describe('What the constructor wrote into the code that runs; everything else is compared'),
    code: hexBytes.describe('On the chain'),
    implementationCode: hexBytes.nullable().describe('Of a proxy'),
  }),
  errors: ['NOT_FOUND'],
});

const node = z.object({
  node: address.describe("The node's own account: it signs blocks with its key"),
  member: party,
  endpoint: z.string().describe('enode or URL'),
  registeredAtMs: timeMs,
  provedAtMs: timeMs.nullable().describe('When it last showed that it lives; null: never yet'),
  isValidator: z.boolean().describe('Whether it seals blocks'),
});

export const listMembers = defineRoute({
  name: 'listMembers',
  method: 'GET',
  path: '/v1/consortium/members',
  summary: 'The members of the consortium in the order of joining, those that left included',
  access: 'public',
  query: pageQuery,
  response: pageOf(
    z.object({
      account: address,
      name: z.string(),
      roles: z.array(z.enum(memberRoles)).describe('Empty once it has left'),
      isStanding: z.boolean(),
      joinedAtMs: timeMs,
      servers: z
        .array(z.object({ account: address, url: z.string().nullable() }))
        .describe('The accounts that act for it, with the addresses that it published'),
      certificateKeys: z.array(
        z.object({ x: hash32, y: hash32, addedAtMs: timeMs, revokedAtMs: timeMs.nullable() }),
      ),
      nodes: z.array(node),
    }),
  ).extend({
    standingCount: z.int(),
    isGenesis: z.boolean().describe('True until three members stand for the first time'),
    steward: party.describe('Who admits members and seats the council: the founder, then the timelock'),
    asOf,
  }),
  errors: ['INPUT_INVALID', 'CHAIN_UNREACHABLE'],
});

export const proposalKinds = ['admission', 'roles', 'calls'] as const;

export const proposalStates = ['open', 'passed', 'scheduled', 'executed', 'rejected', 'expired'] as const;

export const listProposals = defineRoute({
  name: 'listProposals',
  method: 'GET',
  path: '/v1/consortium/proposals',
  summary: 'What members proposed to each other, the newest first, with every vote',
  access: 'public',
  query: pageQuery.extend({ id: numberInput.optional().describe('Only this one') }),
  response: pageOf(
    z.object({
      id: z.string().regex(/^\d+$/),
      kind: z.enum(proposalKinds),
      state: z.enum(proposalStates),
      sentence: z.string().describe('What happens when it is executed'),
      proposer: party,
      subject: party.nullable().describe('Whom an admission or a change of roles is about'),
      name: z.string().nullable().describe('Of a member to be admitted'),
      roles: z.array(z.enum(memberRoles)).describe('Empty: it is dismissed'),
      calls: z.array(contractCall),
      reason: z.string(),
      proposedAtMs: timeMs,
      endsAtMs: timeMs,
      snapshotBlock: z.int().describe('Who was a member then may vote'),
      electorate: z.int(),
      needed: z.int().describe('Two thirds of the electorate, rounded up'),
      forVotes: z.int(),
      againstVotes: z.int(),
      votes: z.array(z.object({ voter: party, isFor: z.boolean(), atMs: timeMs, transactionHash: hash32 })),
      isExecutable: z.boolean().describe('Whether anybody may execute it in this block'),
      readyAtMs: timeMs.nullable().describe('When the timelock lets its calls go; null without any'),
      executableUntilMs: timeMs.describe('A passed one that nobody executes by then has lapsed'),
    }),
  ).extend({ asOf }),
  errors: ['INPUT_INVALID', 'CHAIN_UNREACHABLE'],
});

export const listValidators = defineRoute({
  name: 'listValidators',
  method: 'GET',
  path: '/v1/consortium/validators',
  summary: 'The validators as the chain reads them, and the nodes of every member',
  access: 'public',
  query: pageQuery,
  response: pageOf(node).extend({
    validators: z.array(address).describe('What `getValidators()` answers'),
    asOf,
  }),
  errors: ['INPUT_INVALID', 'CHAIN_UNREACHABLE'],
});

export const councilActionStates = ['open', 'done', 'expired'] as const;

export const readCouncil = defineRoute({
  name: 'readCouncil',
  method: 'GET',
  path: '/v1/consortium/council',
  summary: "The foundation's council: its seats, what it was asked to do, and which contracts it has paused",
  access: 'public',
  query: pageQuery.extend({ id: numberInput.optional().describe('Only this action') }),
  response: pageOf(
    z.object({
      id: z.string().regex(/^\d+$/),
      state: z.enum(councilActionStates),
      sentence: z.string(),
      call: contractCall,
      proposer: party,
      reason: z.string(),
      documentHash: hash32,
      proposedAtMs: timeMs,
      expiresAtMs: timeMs,
      approvals: z.array(party),
      approvalCount: z.int().describe('Of those seated now'),
      needed: z.int(),
    }),
  ).extend({
    seats: z.array(party),
    threshold: z.int(),
    pauses: z.array(
      z.object({
        contract: z.string(),
        account: address,
        pausedUntilMs: timeMs.nullable().describe('Null while it is not paused'),
        pausableAgainAtMs: timeMs.nullable().describe('Null when it may be paused now'),
      }),
    ),
    asOf,
  }),
  errors: ['INPUT_INVALID', 'CHAIN_UNREACHABLE'],
});

/** Routes about who runs the chain together, and by which contracts. */
export const consortiumRoutes = [
  readServerDescription,
  readTrust,
  listContracts,
  readContract,
  listMembers,
  listProposals,
  listValidators,
  readCouncil,
] as const;
