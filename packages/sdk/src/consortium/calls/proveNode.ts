// SPDX-License-Identifier: Apache-2.0
import { validatorsAbi } from '@datacar/chain/generated/validators';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { LocalAccount } from 'viem/accounts';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { addressOf, buildCall } from '../../internal/buildCall.ts';
import { describeServer } from '../../internal/describeServer.ts';
import { readContracts } from '../../internal/readContracts.ts';
import { callRpc } from '../callRpc.ts';
import type { RpcHex } from '../RpcMethods.ts';

/** What the node signs, as the contract hashes it. */
const nodeProofTypes = {
  NodeProof: [
    { name: 'member', type: 'address' },
    { name: 'node', type: 'address' },
    { name: 'blockNumber', type: 'uint256' },
    { name: 'blockHash', type: 'bytes32' },
  ],
} as const;

export interface ProveNodeParameters {
  /** The node's own account, as an account of viem: it signs that it knows the newest block. */
  node: LocalAccount;
}

/**
 * Shows that a node runs: its key signs the hash of the newest block (EIP-712). Then it counts as a validator if its
 * member has that role. Anybody may send it, within 256 blocks; each proof is for a later block than the one before.
 *
 * @throws DatacarError INPUT_INVALID for a node that nobody registered, CHAIN_UNREACHABLE, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { proveNode } from '@datacar/sdk/consortium/calls/proveNode';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await proveNode(client, { node: privateKeyToAccount(process.env.NODE_KEY) });
 * await sendCall(client, call, { account });
 */
export async function proveNode(client: Client, parameters: ProveNodeParameters): Promise<ContractCall> {
  const { node } = parameters;
  const [{ chain }, validators, block] = await Promise.all([
    describeServer(client),
    addressOf(client, 'validators'),
    callRpc(client, 'eth_getBlockByNumber', ['latest', true]),
  ]);
  if (block === null) throw new DatacarError('CHAIN_UNREACHABLE', 'The chain has no newest block.');
  const member = await memberOf(client, { validators, node: node.address });
  const blockNumber = BigInt(block.number);
  const signature = await node.signTypedData({
    domain: {
      name: 'Datacar Validators',
      version: '1',
      chainId: BigInt(chain.chainId),
      verifyingContract: validators,
    },
    types: nodeProofTypes,
    primaryType: 'NodeProof',
    message: { member, node: node.address, blockNumber, blockHash: block.hash },
  });
  return buildCall(client, {
    contract: 'validators',
    abi: validatorsAbi,
    functionName: 'proveNode',
    args: [node.address, blockNumber, signature],
    sentence: `Prove that the node ${node.address} of ${member} runs and knows block ${blockNumber}`,
  });
}

async function memberOf(
  client: Client,
  { validators, node }: { validators: RpcHex; node: RpcHex },
): Promise<RpcHex> {
  const question = {
    address: validators,
    abi: validatorsAbi,
    functionName: 'getNode',
    argsList: [[node]],
  } as const;
  const [found] = await readContracts(client, question).catch((error: unknown) => {
    const isUnknown = error instanceof DatacarError && error.code === 'CHAIN_CALL_REFUSED';
    if (isUnknown) return [undefined];
    throw error;
  });
  if (found !== undefined) return found.member;
  throw new DatacarError(
    'INPUT_INVALID',
    `node: no member has registered ${node}. Register it first (registerNode).`,
    { details: { field: 'node' } },
  );
}
