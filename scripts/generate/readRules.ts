// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Abi,
  type AbiFunction,
  type AbiParameter,
  type Address,
  BaseError,
  ContractFunctionRevertedError,
  decodeErrorResult,
  encodeFunctionData,
  type Hex,
  isHex,
  type PublicClient,
  toFunctionSelector,
} from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { contractAbis } from '../../packages/chain/src/contracts/contractAbis.ts';
import type { ContractName, DatacarContracts } from '../../packages/chain/src/contracts/DatacarContracts.ts';
import { deployContracts } from '../../packages/chain/src/contracts/deployContracts.ts';
import { getContracts } from '../../packages/chain/src/contracts/getContracts.ts';
import { openChain } from '../../packages/chain/src/openChain.ts';
import { openSender } from '../../packages/chain/src/transactions/openSender.ts';
import { completeGenesisTerms } from '../../packages/core/src/consortium/genesisTerms.ts';

/** What a fresh deployment answers about one function that changes something. */
export interface FunctionRule {
  item: AbiFunction;
  /** The role that `Access` asks for; undefined where the contract checks by itself. */
  role: bigint | undefined;
  /** Whether a pause of its contract stops it. */
  isStopped: boolean;
}

export interface ContractRules {
  name: ContractName;
  isPausable: boolean;
  functions: FunctionRule[];
}

/** What the consortium on one machine is founded on, and what its contracts say of themselves. */
export interface DeploymentFacts {
  votingPeriodSeconds: bigint;
  executionSeconds: bigint;
  electorateMin: bigint;
  timelockDelaySeconds: bigint;
  timelockDelaySecondsMin: bigint;
  timelockDelaySecondsMax: bigint;
  pauseSecondsMax: bigint;
  pauseRestSeconds: bigint;
  councilActionSeconds: bigint;
  commentPeriodSeconds: bigint;
  totalSupply: bigint;
  /** Whether each of these is so; the page states them, so the generation stops when one is not. */
  checks: Readonly<Record<string, boolean>>;
}

export interface Rules {
  contracts: ContractRules[];
  facts: DeploymentFacts;
}

const noLog = { debug() {}, info() {}, warn() {}, error() {} };

/** `AccessManager`: everyone has this role. */
export const PUBLIC_ROLE = 2n ** 64n - 1n;
export const ADMIN_ROLE = 0n;

const founder = privateKeyToAccount(`0x${'11'.repeat(32)}`);
const stranger: Address = `0x${'99'.repeat(20)}`;

/** Whether a function is a rule although it changes nothing: one that only refuses is pure. */
type IsListed = (name: ContractName, item: AbiFunction) => boolean;

/** Founds a consortium on an embedded chain of its own and asks it who may do what. */
export async function readRules({ isListed }: { isListed: IsListed }): Promise<Rules> {
  const directory = await mkdtemp(join(tmpdir(), 'datacar-rules-'));
  const chain = await openChain({ directory, sealDelayMs: 10 }, { logger: noLog });
  try {
    const deployer = openSender({ chain, account: founder });
    const terms = completeGenesisTerms({}, { account: founder.address, nowMs: Date.now() });
    const contracts = await deployContracts({ chain, deployer, terms });
    const { publicClient } = chain;
    const names = Object.keys(contractAbis) as ContractName[];
    return {
      contracts: await Promise.all(
        names.map((name) => readContractRules(publicClient, { contracts, name, isListed })),
      ),
      facts: await readFacts(publicClient, contracts),
    };
  } finally {
    await chain.stop();
    await rm(directory, { recursive: true });
  }
}

async function readContractRules(
  client: PublicClient,
  { contracts, name, isListed }: { contracts: DatacarContracts; name: ContractName; isListed: IsListed },
): Promise<ContractRules> {
  const { access } = getContracts(client, contracts);
  const isPausable = await access.read.isPausable([contracts[name]]);
  const changing = (contractAbis[name] as Abi).filter(
    (item): item is AbiFunction => item.type === 'function' && (isChanging(item) || isListed(name, item)),
  );
  const functions = await Promise.all(
    changing.map(async (item) => {
      const role = await readRole(client, { contracts, name, item });
      return { item, role, isStopped: isPausable && role !== undefined && role !== ADMIN_ROLE };
    }),
  );
  return { name, isPausable, functions };
}

function isChanging({ stateMutability }: AbiFunction): boolean {
  return stateMutability === 'nonpayable' || stateMutability === 'payable';
}

interface Question {
  contracts: DatacarContracts;
  name: ContractName;
  item: AbiFunction;
}

/** A stranger is refused by `Access`, and the timelock is not, where a function looks its role up there. */
async function readRole(client: PublicClient, question: Question): Promise<bigint | undefined> {
  const { contracts, name, item } = question;
  const { access } = getContracts(client, contracts);
  const selector = toFunctionSelector(item);
  const role = await access.read.getTargetFunctionRole([contracts[name], selector]);
  if (role !== ADMIN_ROLE) return role;
  const asStranger = await refusalOf(client, question, stranger);
  if (asStranger?.errorName === 'AccessManagerUnauthorizedAccount') return asStranger.args?.[1] as bigint;
  if (asStranger?.errorName !== 'AccessManagedUnauthorized') return undefined;
  const asTimelock = await refusalOf(client, question, contracts.timelock);
  return asTimelock?.errorName === 'AccessManagedUnauthorized' ? undefined : ADMIN_ROLE;
}

async function refusalOf(client: PublicClient, { contracts, name, item }: Question, account: Address) {
  const abi = [item];
  const data = encodeFunctionData({ abi, functionName: item.name, args: item.inputs.map(zeroOf) });
  try {
    await client.call({ account, to: contracts[name], data });
    return undefined;
  } catch (error) {
    const revert =
      error instanceof BaseError ? error.walk((cause) => isHex((cause as { data?: unknown }).data)) : null;
    const { data: reason } = (revert ?? {}) as { data?: Hex };
    if (reason === undefined || reason === '0x') return undefined;
    try {
      return decodeErrorResult({ abi: contractAbis[name] as Abi, data: reason });
    } catch {
      return undefined;
    }
  }
}

function zeroOf(parameter: AbiParameter): unknown {
  const { type } = parameter;
  if (type.endsWith(']')) return [];
  if (type === 'tuple') {
    const { components } = parameter as { components: readonly AbiParameter[] };
    return Object.fromEntries(components.map((component) => [component.name, zeroOf(component)]));
  }
  if (type === 'string') return '';
  if (type === 'bytes') return '0x';
  if (type === 'bool') return false;
  if (type === 'address') return `0x${'00'.repeat(20)}`;
  const size = /^bytes(\d+)$/.exec(type)?.[1];
  if (size !== undefined) return `0x${'00'.repeat(Number(size))}`;
  return Number(/\d+$/.exec(type)?.[0] ?? 256) <= 48 ? 0 : 0n;
}

/** The founder proposes a call that it could propose as the only member if there were votes. */
async function isRefusedInGenesis(client: PublicClient, contracts: DatacarContracts): Promise<boolean> {
  try {
    await client.simulateContract({
      account: founder.address,
      address: contracts.membersVote,
      abi: contractAbis.membersVote,
      functionName: 'proposeCalls',
      args: [[contracts.members], ['0x'], ''],
    });
    return false;
  } catch (error) {
    const reverted =
      error instanceof BaseError ? error.walk((one) => one instanceof ContractFunctionRevertedError) : null;
    return (
      reverted instanceof ContractFunctionRevertedError && reverted.data?.errorName === 'MembersVote_Genesis'
    );
  }
}

async function readFacts(client: PublicClient, contracts: DatacarContracts): Promise<DeploymentFacts> {
  const { access, timelock, membersVote, council, operationFund, datr, members, validators } = getContracts(
    client,
    contracts,
  );
  const { vehicleRegistry, recordLog } = getContracts(client, contracts);
  const proposer = await timelock.read.PROPOSER_ROLE();
  const executor = await timelock.read.EXECUTOR_ROLE();
  const administrator = await timelock.read.DEFAULT_ADMIN_ROLE();
  const isAdmin = async (account: Address) => (await access.read.hasRole([ADMIN_ROLE, account]))[0];
  const authorities = await Promise.all(
    [members, membersVote, validators, vehicleRegistry, recordLog].map(({ read }) => read.authority()),
  );
  const holdings = await Promise.all(
    (
      ['publicOffering', 'technologyVesting', 'operationFund', 'foundationVesting', 'miningReserve'] as const
    ).map((name) => datr.read.balanceOf([contracts[name]])),
  );
  const totalSupply = await datr.read.totalSupply();
  return {
    votingPeriodSeconds: await membersVote.read.votingPeriodSeconds(),
    executionSeconds: await membersVote.read.EXECUTION_SECONDS(),
    electorateMin: await membersVote.read.ELECTORATE_MIN(),
    timelockDelaySeconds: await timelock.read.getMinDelay(),
    timelockDelaySecondsMin: await timelock.read.delaySecondsMin(),
    timelockDelaySecondsMax: await timelock.read.DELAY_SECONDS_MAX(),
    pauseSecondsMax: await access.read.PAUSE_SECONDS_MAX(),
    pauseRestSeconds: await access.read.PAUSE_REST_SECONDS(),
    councilActionSeconds: await council.read.ACTION_SECONDS_MAX(),
    commentPeriodSeconds: await operationFund.read.commentPeriodSeconds(),
    totalSupply,
    checks: {
      'the timelock is the administrator of Access': await isAdmin(contracts.timelock),
      'the founder is not': !(await isAdmin(founder.address)),
      'Access decides for the five contracts that can be upgraded': authorities.every(
        (authority) => authority === contracts.access,
      ),
      "only the members' vote proposes to the timelock":
        (await timelock.read.hasRole([proposer, contracts.membersVote])) &&
        !(await timelock.read.hasRole([proposer, founder.address])),
      "only the members' vote executes what has waited there":
        (await timelock.read.hasRole([executor, contracts.membersVote])) &&
        !(await timelock.read.hasRole([executor, `0x${'00'.repeat(20)}`])),
      'the timelock has no administrator but itself':
        (await timelock.read.hasRole([administrator, contracts.timelock])) &&
        !(await timelock.read.hasRole([administrator, founder.address])),
      'the allocations hold the whole supply': holdings.reduce((sum, held) => sum + held, 0n) === totalSupply,
      'the founder holds no DATR': (await datr.read.balanceOf([founder.address])) === 0n,
      'it is the genesis, and the steward is the founder':
        (await members.read.isGenesis()) && (await members.read.steward()) === founder.address,
      'there are no votes in the genesis': await isRefusedInGenesis(client, contracts),
    },
  };
}
