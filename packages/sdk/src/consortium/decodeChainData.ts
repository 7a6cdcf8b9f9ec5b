// SPDX-License-Identifier: Apache-2.0
import { type Abi, type AbiParameter, decodeErrorResult, decodeEventLog, decodeFunctionData } from 'viem';
import { datacarAbis, datacarErrors } from '../internal/datacarAbis.ts';
import type { RpcHex, RpcLog } from './RpcMethods.ts';

/** A decoded value: numbers as `bigint` or `number`, bytes and addresses as 0x-hex. */
export type ChainValue = string | number | bigint | boolean | readonly ChainValue[] | ChainStruct;
export interface ChainStruct {
  [name: string]: ChainValue;
}

/** By the names that the server's description gives to its contracts. */
export type ChainContractName = keyof typeof datacarAbis;

/** Where the contracts stand, as the server's description has them. */
export type ChainContracts = Readonly<Partial<Record<ChainContractName, { address: string }>>>;

export interface DecodedChainData {
  /** Of the event, function or error. */
  name: string;
  args: readonly { name: string; type: string; value: ChainValue }[];
  /** Whose it is; missing when no addresses were given. */
  contract?: ChainContractName;
}

/**
 * What a log says, if it is an event of one of Datacar's contracts: by the contract at its address, because one
 * signature can mean two things (the `Transfer` of DATR and of a vehicle). Without `contracts`, whatever it can be
 * an event of; then that the contract is one of Datacar's is the caller's to check, for anyone can emit what looks
 * alike.
 *
 * @example
 * import { decodeChainEvent } from '@datacar/sdk/consortium/decodeChainData';
 * import { readServerDescription } from '@datacar/sdk/consortium/readServerDescription';
 *
 * const { contracts } = await readServerDescription(client);
 * const event = decodeChainEvent(receipt.logs[0], contracts);
 */
export function decodeChainEvent(
  { address, topics, data }: Pick<RpcLog, 'topics' | 'data'> & Partial<Pick<RpcLog, 'address'>>,
  contracts?: ChainContracts,
): DecodedChainData | null {
  return decodeByContract({ address, contracts }, (abi) => {
    const { eventName, args } = decodeEventLog({ abi, topics: topics as [RpcHex], data });
    return { type: 'event', name: eventName, args };
  });
}

/**
 * The function that the input of a transaction calls, if it is one of Datacar's contracts': of the contract that the
 * transaction goes to when `contracts` and `to` are given.
 */
export function decodeChainCall(
  input: RpcHex,
  { to, contracts }: { to?: string | null; contracts?: ChainContracts } = {},
): DecodedChainData | null {
  return decodeByContract({ address: to ?? undefined, contracts }, (abi) => {
    const { functionName, args } = decodeFunctionData({ abi, data: input });
    return { type: 'function', name: functionName, args };
  });
}

/** Why a contract refused, if it is one of Datacar's errors; one that calls another passes on the other's. */
export function decodeChainError(data: RpcHex): DecodedChainData | null {
  try {
    const { errorName, args } = decodeErrorResult({ abi: datacarErrors, data });
    const inputs = inputsOf(datacarErrors, { type: 'error', name: errorName, args });
    return { name: errorName, args: nameArgs(inputs, args) };
  } catch {
    return null;
  }
}

interface Decoded {
  type: 'event' | 'function' | 'error';
  name: string | undefined;
  args: unknown;
}

function decodeByContract(
  { address, contracts }: { address?: string | undefined; contracts?: ChainContracts | undefined },
  decode: (abi: Abi) => Decoded,
): DecodedChainData | null {
  const all = Object.keys(datacarAbis) as ChainContractName[];
  const isAt = (name: ChainContractName) =>
    contracts?.[name]?.address.toLowerCase() === address?.toLowerCase();
  const names = contracts === undefined || address === undefined ? all : all.filter(isAt);
  for (const name of names) {
    const abi = datacarAbis[name];
    try {
      const decoded = decode(abi);
      if (decoded.name === undefined) continue;
      return {
        name: decoded.name,
        args: nameArgs(inputsOf(abi, decoded), decoded.args),
        ...(names.length === 1 && { contract: name }),
      };
    } catch {
      // Not one of this contract's; viem says so by throwing.
    }
  }
  return null;
}

/** Of functions that share a name, the one with as many parameters as were decoded. */
function inputsOf(abi: Abi, { type, name, args }: Decoded): readonly AbiParameter[] {
  const items = abi.filter((item) => item.type === type && item.name === name) as {
    inputs: readonly AbiParameter[];
  }[];
  const count = Array.isArray(args) ? args.length : undefined;
  return (items.find(({ inputs }) => inputs.length === count) ?? items[0])?.inputs ?? [];
}

function nameArgs(inputs: readonly AbiParameter[], args: unknown): DecodedChainData['args'] {
  return inputs.map(({ name = '', type }, index) => ({
    name,
    type,
    value: (Array.isArray(args)
      ? args[index]
      : (args as Record<string, ChainValue> | undefined)?.[name]) as ChainValue,
  }));
}
