// SPDX-License-Identifier: Apache-2.0
import type { GenesisTerms } from '@datacar/core/consortium/genesisTerms';
import { maskOfRoles } from '@datacar/core/consortium/memberRoles';
import {
  type Abi,
  type Address,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  type Hex,
} from 'viem';
import { consortiumProxyAbi } from '../generated/consortiumProxy.ts';
import type { ContractBuild } from './ContractBuild.ts';
import { contractAbis } from './contractAbis.ts';
import { contractBuilds, proxyBuild } from './contractBuilds.ts';
import type { ContractName } from './DatacarContracts.ts';

/** One contract that `Genesis` creates; its place in the plan is its index there. */
export interface PlannedContract {
  /** A proxy has the name of the contract, its implementation the same one before it. */
  name: Exclude<ContractName, 'genesis'>;
  kind: 'immutable' | 'implementation' | 'proxy';
  address: Address;
  build: ContractBuild;
  /** What its constructor is called with. */
  abi: Abi;
  args: readonly unknown[];
}

export type ContractAddresses = Readonly<Record<ContractName, Address>>;

/** Where each contract is created: an index per contract, for good. A proxy's implementation is the one before it. */
const creationIndexes = {
  access: 0,
  timelock: 1,
  members: 3,
  membersVote: 5,
  validators: 7,
  council: 8,
  vehicleRegistry: 10,
  recordLog: 12,
  publicOffering: 13,
  technologyVesting: 14,
  foundationVesting: 15,
  operationFund: 16,
  foundationAwards: 17,
  miningReserve: 18,
  datr: 19,
} as const;

/** Those that the members' vote can give other code; the others are as they are for good. */
const proxies: ReadonlySet<ContractName> = new Set([
  'members',
  'membersVote',
  'validators',
  'vehicleRegistry',
  'recordLog',
]);

export function isProxy(name: ContractName): boolean {
  return proxies.has(name);
}

/** The addresses that follow from where `Genesis` stands, before and after there is anything. */
export function addressesOf(genesis: Address): ContractAddresses {
  const entries = Object.entries(creationIndexes).map(([name, index]) => [name, addressAt(genesis, index)]);
  return { genesis, ...Object.fromEntries(entries) };
}

/** As `Genesis.addressAt`: a contract's first nonce is 1 (EIP-161). */
export function addressAt(genesis: Address, index: number): Address {
  return getContractAddress({ from: genesis, nonce: BigInt(index + 1) });
}

/**
 * Everything that `Genesis` creates, in its order. Contracts know each other's addresses although they need each
 * other in circles, because every address is known before.
 */
export function planDeployment(terms: GenesisTerms, genesis: Address): PlannedContract[] {
  return [...planGovernment(terms, genesis), ...planRegistries(genesis), ...planToken(terms, genesis)];
}

/** The code with its constructor's arguments, as `Genesis.create` takes it. */
export function creationCodeOf({ build, abi, args }: PlannedContract): Hex {
  return encodeDeployData({ abi, bytecode: build.creationBytecode as Hex, args });
}

function planGovernment(terms: GenesisTerms, genesis: Address): PlannedContract[] {
  const at = addressesOf(genesis);
  const { access, timelock, members, membersVote, validators, council, vehicleRegistry, recordLog } = at;
  const { founder, founderNode } = terms;
  const known = { timelock, members, membersVote, validators, council, vehicleRegistry, recordLog };
  return [
    immutable(at, 'access', [known]),
    immutable(at, 'timelock', [BigInt(terms.timelockDelaySeconds), membersVote]),
    ...proxied(at, 'members', {
      args: [timelock, membersVote, validators],
      initialize: [access, founder.account, founder.name, maskOfRoles(founder.roles)],
    }),
    ...proxied(at, 'membersVote', {
      args: [members, timelock],
      initialize: [access, BigInt(terms.votingPeriodSeconds)],
    }),
    ...proxied(at, 'validators', {
      args: [members],
      initialize: [access, founder.account, founderNode.address, founderNode.endpoint],
    }),
    immutable(at, 'council', [members, terms.council.seats, BigInt(terms.council.threshold)]),
  ];
}

function planRegistries(genesis: Address): PlannedContract[] {
  const at = addressesOf(genesis);
  const plan = { args: [at.members], initialize: [at.access] };
  return [...proxied(at, 'vehicleRegistry', plan), ...proxied(at, 'recordLog', plan)];
}

function planToken(terms: GenesisTerms, genesis: Address): PlannedContract[] {
  const at = addressesOf(genesis);
  const { publicOffering, technologyVesting, operationFund, foundationVesting, miningReserve } = at;
  const { datr, council, foundationAwards } = at;
  const { proceedsRecipient, offeringDeadline } = terms;
  const fund = [datr, publicOffering, council, BigInt(terms.commentPeriodSeconds)];
  return [
    immutable(at, 'publicOffering', [
      ...[datr, council, miningReserve, proceedsRecipient, BigInt(offeringDeadline)],
    ]),
    immutable(at, 'technologyVesting', [datr, publicOffering, terms.technologyBeneficiary]),
    immutable(at, 'foundationVesting', [datr, publicOffering, foundationAwards]),
    immutable(at, 'operationFund', fund),
    immutable(at, 'foundationAwards', fund),
    immutable(at, 'miningReserve', [datr, publicOffering, at.timelock]),
    immutable(at, 'datr', [
      ...[publicOffering, technologyVesting, operationFund, foundationVesting, miningReserve],
    ]),
  ];
}

function immutable(
  addresses: ContractAddresses,
  name: PlannedContract['name'],
  args: readonly unknown[],
): PlannedContract {
  const [address, build, abi] = [addresses[name], contractBuilds[name], contractAbis[name] as Abi];
  return { name, kind: 'immutable', address, build, abi, args };
}

/** The implementation, and the proxy that runs it, initialised in the same transaction. */
function proxied(
  addresses: ContractAddresses,
  name: PlannedContract['name'],
  { args, initialize }: { args: readonly unknown[]; initialize: readonly unknown[] },
): PlannedContract[] {
  const abi = contractAbis[name] as Abi;
  const implementation = addressAt(addresses.genesis, creationIndexes[name] - 1);
  const initialisation = encodeFunctionData({ abi, functionName: 'initialize', args: initialize });
  return [
    { name, kind: 'implementation', address: implementation, build: contractBuilds[name], abi, args },
    {
      ...{ name, kind: 'proxy', address: addresses[name], build: proxyBuild },
      ...{ abi: consortiumProxyAbi, args: [implementation, initialisation] },
    },
  ];
}
