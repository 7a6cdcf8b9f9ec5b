// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import {
  type AbiParameter,
  type Address,
  encodeAbiParameters,
  type Hex,
  type PublicClient,
  sliceHex,
} from 'viem';
import { compareCode } from './compareCode.ts';
import type { PlannedContract } from './planDeployment.ts';
import { readImplementation } from './readImplementation.ts';

/** A contract with code that this version of Datacar does not compile to. */
export interface UnknownCode {
  contract: PlannedContract['name'];
  kind: PlannedContract['kind'];
  address: Address;
  reason: string;
}

/**
 * Compares the code of every contract with what it was planned to be: each byte with the build, each immutable that
 * the plan gives with its value, and of a proxy the code that it runs, wherever that stands.
 *
 * Other code is no sign of harm by itself: the members vote for upgrades, and a consortium may have been founded by
 * another version. So it is returned, and nobody may call such a contract verified. What no version can have made of
 * these terms is refused.
 *
 * @throws DatacarError CONTRACTS_DIFFER when a contract is missing, or was founded on other terms
 */
export async function checkContracts(
  client: PublicClient,
  plan: readonly PlannedContract[],
): Promise<UnknownCode[]> {
  const findings = await Promise.all(
    plan.map(async (contract, index) => {
      // An implementation matters where its proxy runs it; that is looked at there.
      if (contract.kind === 'implementation') return requireCode(client, contract);
      const reason = await inspect(client, contract);
      const before = plan[index - 1];
      return (
        reason ?? (contract.kind === 'proxy' ? inspectImplementation(client, contract, before) : undefined)
      );
    }),
  );
  return plan.flatMap(({ name, kind, address }, index) => {
    const reason = findings[index];
    return reason === undefined ? [] : [{ contract: name, kind, address, reason }];
  });
}

/** The error for a contract that is not what belongs there. */
export function contractDiffers({ contract, kind, address, reason }: UnknownCode): DatacarError {
  return new DatacarError(
    'CONTRACTS_DIFFER',
    `${contract} at ${address} is not the contract that belongs there: ${reason}. Use the terms with which this ` +
      'consortium was founded, and the chain that it is on.',
    { details: { contract, kind, address, reason } },
  );
}

async function requireCode(
  client: PublicClient,
  { name, kind, address }: PlannedContract,
): Promise<undefined> {
  if ((await client.getCode({ address })) !== undefined) return;
  throw contractDiffers({ contract: name, kind, address, reason: 'nothing stands there' });
}

/** What is other than planned about the code at the contract's own address. */
async function inspect(client: PublicClient, contract: PlannedContract): Promise<string | undefined> {
  const { name, kind, address } = contract;
  const code = await client.getCode({ address });
  if (code === undefined) await requireCode(client, contract);
  const found = compareWithPlan(code ?? '0x', contract);
  if (found.wrongImmutable === undefined) return found.reason;
  throw contractDiffers({ contract: name, kind, address, reason: found.wrongImmutable });
}

async function inspectImplementation(
  client: PublicClient,
  { address }: PlannedContract,
  implementation: PlannedContract | undefined,
): Promise<string | undefined> {
  if (implementation === undefined) throw new Error('a proxy is planned after its implementation');
  const running = await readImplementation(client, address);
  const { reason, wrongImmutable } = compareWithPlan(
    (await client.getCode({ address: running })) ?? '0x',
    implementation,
  );
  const isKnown = reason === undefined && wrongImmutable === undefined;
  return isKnown ? undefined : `it runs the code at ${running}, which this version does not know`;
}

function compareWithPlan(code: Hex, contract: PlannedContract): { reason?: string; wrongImmutable?: string } {
  const { isEqual, immutables } = compareCode(code, contract.build);
  if (!isEqual) return { reason: `its code is not what ${contract.build.name} compiles to in this version` };
  const planned = plannedImmutables(contract);
  const other = immutables.find(({ name, value }) => (planned.get(bare(name)) ?? value) !== value);
  return other === undefined ? {} : { wrongImmutable: `${other.name} is ${other.value}` };
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
