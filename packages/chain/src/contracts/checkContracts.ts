// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type AbiParameter, encodeAbiParameters, type Hex, type PublicClient, sliceHex } from 'viem';
import { compareCode } from './compareCode.ts';
import type { PlannedContract } from './planDeployment.ts';
import { readImplementation } from './readImplementation.ts';

/**
 * Compares the code of every contract with what it was planned to be: each byte with the build, each immutable that
 * the plan gives with its value, and of a proxy which implementation it runs.
 *
 * @throws DatacarError CONTRACTS_DIFFER
 */
export async function checkContracts(client: PublicClient, plan: readonly PlannedContract[]): Promise<void> {
  const findings = await Promise.all(
    plan.map(async (contract, index) => {
      const reason = await findDifference(client, contract, plan[index - 1]);
      return reason === undefined ? [] : [{ contract, reason }];
    }),
  );
  const [first] = findings.flat();
  if (first === undefined) return;
  const { name, kind, address } = first.contract;
  throw new DatacarError(
    'CONTRACTS_DIFFER',
    `${name} at ${address} is not the contract that belongs there: ${first.reason}. Use the version of Datacar and ` +
      'the terms with which this consortium was founded; when its members have voted for an upgrade, the version ' +
      'that has it.',
    { details: { contract: name, kind, address, reason: first.reason } },
  );
}

async function findDifference(
  client: PublicClient,
  contract: PlannedContract,
  before: PlannedContract | undefined,
): Promise<string | undefined> {
  const { address, build, kind } = contract;
  const code = await client.getCode({ address });
  if (code === undefined) return 'nothing stands there';
  const { isEqual, immutables } = compareCode(code, build);
  if (!isEqual) return `its code is not what ${build.name} compiles to`;
  const planned = plannedImmutables(contract);
  const other = immutables.find(({ name, value }) => (planned.get(bare(name)) ?? value) !== value);
  if (other !== undefined) return `${other.name} is ${other.value}`;
  if (kind !== 'proxy') return undefined;
  const implementation = await readImplementation(client, address);
  return implementation === before?.address ? undefined : `it runs the code at ${implementation}`;
}

/** Constructors write what they are given into immutables of the same name, apart from underscores. */
function plannedImmutables({ abi, args }: PlannedContract): Map<string, Hex> {
  const { inputs = [] } = abi.find(({ type }) => type === 'constructor') as {
    inputs?: readonly AbiParameter[];
  };
  return new Map(inputs.flatMap((input, index) => wordsOf(input, args[index])));
}

function wordsOf(parameter: AbiParameter, value: unknown): [name: string, word: Hex][] {
  const {
    components,
    type,
    name = '',
  } = parameter as AbiParameter & {
    components?: readonly AbiParameter[];
  };
  if (type === 'tuple') {
    const fields = value as Readonly<Record<string, unknown>>;
    return (components ?? []).flatMap((component) => wordsOf(component, fields[component.name ?? '']));
  }
  // Only values of one word can be immutable.
  if (/\[|string|bytes$/.test(type)) return [];
  return [[bare(name), sliceHex(encodeAbiParameters([parameter], [value]), 0, 32)]];
}

function bare(name: string): string {
  return name.replace(/^_+|_+$/g, '');
}
