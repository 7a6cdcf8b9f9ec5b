// SPDX-License-Identifier: Apache-2.0
import {
  type Abi,
  type Address,
  concatHex,
  encodeDeployData,
  getCreate2Address,
  type Hex,
  keccak256,
  toHex,
} from 'viem';
import type { Chain } from '../Chain.ts';
import { membersAbi, membersBytecode } from '../generated/members.ts';
import { recordLogAbi, recordLogBytecode } from '../generated/recordLog.ts';
import { vehicleRegistryAbi, vehicleRegistryBytecode } from '../generated/vehicleRegistry.ts';
import type { TransactionSender } from '../transactions/openSender.ts';
import type { DatacarContracts } from './DatacarContracts.ts';
import { findCreate2Deployer } from './findCreate2Deployer.ts';

/** Another salt would give another consortium of the same founder. */
const SALT = keccak256(toHex('datacar/contracts/1'));

export interface DeployContractsOptions {
  chain: Chain;
  /** Signs the deployment, and pays for it where gas costs something. */
  deployer: TransactionSender;
  /** The first member of the consortium. */
  founder: {
    account: Address;
    name: string;
    /** Bit mask over `Members.Role`; it must hold the foundation's. Default: every role. */
    roles?: number;
  };
}

/** The bits of `Members.Role`, eleven of them. */
const ALL_ROLES = 0x7ff;

/**
 * Deploys Datacar's contracts at addresses that follow from the founder and the bytecode (CREATE2), or finds
 * them there. Calling it again, also after a kill in the middle, changes nothing.
 *
 * @throws DatacarError TRANSACTION_REFUSED, TRANSACTION_REVERTED.
 */
export async function deployContracts({
  chain,
  deployer,
  founder: { account, name, roles = ALL_ROLES },
}: DeployContractsOptions): Promise<DatacarContracts> {
  const { publicClient } = chain;
  const create2 = await findCreate2Deployer(publicClient, deployer);

  const plan = (abi: Abi, bytecode: Hex, args: readonly unknown[]) => {
    const creation = encodeDeployData({ abi, bytecode, args });
    return { creation, address: getCreate2Address({ from: create2, salt: SALT, bytecode: creation }) };
  };
  const members = plan(membersAbi, membersBytecode, [account, name, roles]);
  const vehicleRegistry = plan(vehicleRegistryAbi, vehicleRegistryBytecode, [members.address]);
  const recordLog = plan(recordLogAbi, recordLogBytecode, [members.address]);

  // The addresses are known before, so all may share a block.
  const deploy = async ({ creation, address }: ReturnType<typeof plan>): Promise<void> => {
    if ((await publicClient.getCode({ address })) !== undefined) return;
    await deployer.send({ to: create2, data: concatHex([SALT, creation]) });
  };
  await Promise.all([members, vehicleRegistry, recordLog].map(deploy));
  return {
    members: members.address,
    vehicleRegistry: vehicleRegistry.address,
    recordLog: recordLog.address,
    deployedAtBlock: await findFirstBlock(chain, members.address),
  };
}

/** The founder's admission is the first event there is. */
async function findFirstBlock({ publicClient }: Chain, members: Address): Promise<bigint> {
  const newest = await publicClient.getBlockNumber();
  for (let from = 0n; from <= newest; from += BLOCKS_AT_ONCE) {
    const toBlock = from + BLOCKS_AT_ONCE - 1n;
    const [first] = await publicClient.getLogs({
      address: members,
      fromBlock: from,
      toBlock: toBlock < newest ? toBlock : newest,
    });
    if (first) return first.blockNumber;
  }
  throw new Error('the founder was not admitted, although the contract is there');
}

/** What public nodes allow for one question. */
const BLOCKS_AT_ONCE = 10_000n;
