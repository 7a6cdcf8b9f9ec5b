// SPDX-License-Identifier: Apache-2.0
import type { GenesisTerms } from '@datacar/core/consortium/genesisTerms';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type Address, concatHex, encodeFunctionData, getAddress, type Hex, size } from 'viem';
import type { Chain } from '../Chain.ts';
import { genesisAbi } from '../generated/genesis.ts';
import { genesisBuild } from '../generated/genesisBuild.ts';
import type { SendTransactionOptions, TransactionSender } from '../transactions/openSender.ts';
import { checkContracts, contractDiffers, type UnknownCode } from './checkContracts.ts';
import { checkCreations } from './checkCreations.ts';
import type { DatacarContracts } from './DatacarContracts.ts';
import { create2DeployerCreationCode, findCreate2Deployer } from './findCreate2Deployer.ts';
import { GENESIS_SALT, genesisAddressOf, genesisCreationCode } from './findGenesis.ts';
import { addressesOf, creationCodeOf, type PlannedContract, planDeployment } from './planDeployment.ts';
import { readLogs } from './readLogs.ts';
import { settleTransactions } from './settleTransactions.ts';

export interface DeployContractsOptions {
  chain: Chain;
  /** Signs the deployment when it is the founder, and pays for it where gas costs something. */
  deployer: TransactionSender;
  /** What the consortium is founded on; of one that is founded already, what it was founded on. */
  terms: GenesisTerms;
  /** Told of each contract of a consortium that is founded already whose code this version does not know. */
  onUnknownCode?: (found: UnknownCode) => void;
}

/**
 * Deploys Datacar's contracts at addresses that follow from the founder alone, or finds them there, and compares
 * what stands there with what belongs there. Calling it again changes nothing; after a kill in the middle it goes on
 * where it was. Code that this version does not know is refused, or told to `onUnknownCode` when it is given.
 *
 * @throws DatacarError CONSORTIUM_MISSING when another account has to found it, CONTRACTS_DIFFER,
 * TRANSACTION_REFUSED, TRANSACTION_REVERTED.
 */
export async function deployContracts({
  chain,
  deployer,
  terms,
  onUnknownCode,
}: DeployContractsOptions): Promise<DatacarContracts> {
  const { publicClient } = chain;
  const founder = getAddress(terms.founder.account);
  const isFounder = deployer.address === founder;
  const create2 = (await findCreate2Deployer(publicClient, founder)) ?? (await makeCreate2Deployer());
  const genesis = genesisAddressOf(create2, founder);
  const plan = planDeployment(terms, genesis);

  let isFounding = false;
  for (let attempt = 1; (await countCreated(chain, genesis)) < plan.length; attempt++) {
    if (!isFounder) throw notFounded();
    isFounding = true;
    // What a process that was killed had sent is on its way.
    await settleTransactions(chain, founder);
    await createMissing({ chain, deployer, create2, genesis, plan }, attempt);
  }
  const root: PlannedContract = {
    ...{ name: 'access', kind: 'immutable', address: genesis, build: genesisBuild },
    ...{ abi: genesisAbi, args: [founder] },
  };
  for (const found of await checkContracts(publicClient, [root, ...plan])) {
    // Nothing but this version has just made them.
    if (isFounding || onUnknownCode === undefined) throw contractDiffers(found);
    onUnknownCode(found);
  }
  if (!isFounder) await checkCreations(publicClient, { genesis, plan });
  return { ...addressesOf(genesis), deployedAtBlock: await findFirstBlock(chain, genesis) };

  async function makeCreate2Deployer(): Promise<Address> {
    if (!isFounder) throw notFounded();
    const { receipt } = await deployer.send({ data: create2DeployerCreationCode });
    if (!receipt.contractAddress) throw new Error('the receipt of a creation names no contract');
    return receipt.contractAddress;
  }

  function notFounded(): DatacarError {
    return new DatacarError(
      'CONSORTIUM_MISSING',
      `${founder} has not founded its consortium on this chain, or not finished. Start the founder's server first.`,
      { details: { founder, account: deployer.address } },
    );
  }
}

interface Creation {
  chain: Chain;
  deployer: TransactionSender;
  create2: Address;
  genesis: Address;
  plan: readonly PlannedContract[];
}

/** Each changes what the next one needs, so the gas of those behind the first cannot be estimated. */
const ATTEMPTS_MAX = 3;

/** Sends all that is missing at once: in the order of their nonces they fit into a block or two. */
async function createMissing(creation: Creation, attempt: number): Promise<void> {
  const { chain, deployer, create2, genesis, plan } = creation;
  const created = await countCreated(chain, genesis);
  const work: SendTransactionOptions[] = plan.slice(created).map((contract, offset) => {
    const data = encodeFunctionData({
      abi: genesisAbi,
      functionName: 'create',
      args: [BigInt(created + offset), creationCodeOf(contract)],
    });
    return { to: genesis, data, gas: gasOf(data, contract) };
  });
  if ((await chain.publicClient.getCode({ address: genesis })) === undefined) {
    const data = concatHex([GENESIS_SALT, genesisCreationCode(deployer.address)]);
    work.unshift({ to: create2, data });
  }
  const outcomes = await Promise.allSettled(work.map((transaction) => deployer.send(transaction)));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed === undefined) return;
  const next = await countCreated(chain, genesis);
  if (next > created && attempt < ATTEMPTS_MAX) return;
  // Without a limit of gas it is estimated, which says why a contract refuses.
  const first = work[work.length - plan.length + next];
  if (first?.to === genesis) await deployer.send({ to: genesis, data: first.data ?? '0x' });
  if ((await countCreated(chain, genesis)) === next) throw failed.reason;
}

const GAS_PER_TRANSACTION = 53_000n;
/** Of calldata at most (EIP-7623). */
const GAS_PER_BYTE_SENT = 40n;
/** Of code that a contract keeps. */
const GAS_PER_BYTE_KEPT = 200n;
/** Above what any constructor here needs: DATR mints five times, a council seats 21 accounts. */
const GAS_OF_CONSTRUCTOR = 3_000_000n;

function gasOf(data: Hex, { build }: PlannedContract): bigint {
  const kept = BigInt(size(build.runtimeBytecode as Hex));
  return (
    GAS_PER_TRANSACTION +
    GAS_OF_CONSTRUCTOR +
    GAS_PER_BYTE_SENT * BigInt(size(data)) +
    GAS_PER_BYTE_KEPT * kept
  );
}

/** How many of the plan's contracts exist: those before this index. */
async function countCreated({ publicClient }: Chain, genesis: Address): Promise<number> {
  if ((await publicClient.getCode({ address: genesis })) === undefined) return 0;
  const count = await publicClient.readContract({
    address: genesis,
    abi: genesisAbi,
    functionName: 'createdCount',
  });
  return Number(count);
}

/** The first contract that was created is the first event there is. */
async function findFirstBlock({ publicClient }: Chain, genesis: Address): Promise<bigint> {
  const [first] = await readLogs(publicClient, { address: genesis, countMax: 1 });
  if (first) return first.blockNumber;
  throw new Error('no contract was created, although they are there');
}
