// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import {
  type Address,
  decodeFunctionData,
  encodeDeployData,
  type Hex,
  type PublicClient,
  parseEventLogs,
} from 'viem';
import { genesisAbi } from '../generated/genesis.ts';
import { creationCodeOf, type PlannedContract } from './planDeployment.ts';
import { readLogs } from './readLogs.ts';

/**
 * Compares the transactions that created the contracts with the plan: so also what went into storage, such as the seats
 * of the council, was what the terms say. Of code that another version compiled, what its constructor was given is
 * compared. Who founded the consortium itself has no need of it.
 *
 * @throws DatacarError CONTRACTS_DIFFER
 */
export async function checkCreations(
  client: PublicClient,
  { genesis, plan }: { genesis: Address; plan: readonly PlannedContract[] },
): Promise<void> {
  const logs = await readLogs(client, { address: genesis, countMax: plan.length });
  const created = parseEventLogs({ abi: genesisAbi, logs, eventName: 'Created' });
  for (const [index, contract] of plan.entries()) {
    const hash = created.find(({ args }) => args.index === BigInt(index))?.transactionHash;
    if (hash === undefined) throw differs(contract, 'its creation is not on the chain');
    const { to, input } = await client.getTransaction({ hash });
    if (to?.toLowerCase() !== genesis.toLowerCase() || !isCreatedAs(contract, { index, input })) {
      throw differs(contract, `transaction ${hash} created it on other terms`);
    }
  }
}

function isCreatedAs(contract: PlannedContract, { index, input }: { index: number; input: Hex }): boolean {
  const { functionName, args } = decodeFunctionData({ abi: genesisAbi, data: input });
  if (functionName !== 'create' || args[0] !== BigInt(index)) return false;
  const [, creationCode] = args;
  if (creationCode.startsWith(contract.build.creationBytecode))
    return creationCode === creationCodeOf(contract);
  // What the constructor is given stands behind the code, whatever code it is.
  return creationCode.endsWith(argumentsOf(contract).slice(2));
}

function argumentsOf({ abi, args }: PlannedContract): Hex {
  return encodeDeployData({ abi, bytecode: '0x', args });
}

function differs({ name, kind, address }: PlannedContract, reason: string): DatacarError {
  return new DatacarError(
    'CONTRACTS_DIFFER',
    `${name} at ${address} was not founded on these terms: ${reason}. Ask the founder for its genesis.json.`,
    { details: { contract: name, kind, address, reason } },
  );
}
