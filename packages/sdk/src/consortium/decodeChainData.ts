// SPDX-License-Identifier: Apache-2.0
import { decodeErrorResult, decodeEventLog, decodeFunctionData } from 'viem';
import { datacarAbis } from '../internal/datacarAbis.ts';
import type { RpcHex, RpcLog } from './RpcMethods.ts';

/** A decoded value: numbers as `bigint` or `number`, bytes and addresses as 0x-hex. */
export type ChainValue = string | number | bigint | boolean | readonly ChainValue[] | ChainStruct;
export interface ChainStruct {
  [name: string]: ChainValue;
}

export interface DecodedChainData {
  /** Of the event, function or error. */
  name: string;
  args: readonly { name: string; type: string; value: ChainValue }[];
}

/**
 * What a log says, if it is an event of one of Datacar's contracts. That the contract is one of them is the caller's
 * to check: anyone can emit what looks alike.
 *
 * @example
 * import { decodeChainEvent } from '@datacar/sdk/consortium/decodeChainData';
 *
 * const event = decodeChainEvent(receipt.logs[0]);
 */
export function decodeChainEvent({ topics, data }: Pick<RpcLog, 'topics' | 'data'>): DecodedChainData | null {
  try {
    const { eventName, args } = decodeEventLog({ abi: datacarAbis, topics: topics as [RpcHex], data });
    const inputs = datacarAbis.find((item) => item.type === 'event' && item.name === eventName);
    return eventName === undefined ? null : { name: eventName, args: nameArgs(inputs, args) };
  } catch {
    // Not one of ours; viem says so by throwing.
    return null;
  }
}

/** The function that the input of a transaction calls, if it is one of Datacar's contracts'. */
export function decodeChainCall(input: RpcHex): DecodedChainData | null {
  try {
    const { functionName, args } = decodeFunctionData({ abi: datacarAbis, data: input });
    const item = datacarAbis.find(
      (one) =>
        one.type === 'function' && one.name === functionName && one.inputs.length === (args?.length ?? 0),
    );
    return { name: functionName, args: nameArgs(item, args) };
  } catch {
    return null;
  }
}

/** Why a contract refused, if it is one of Datacar's errors. */
export function decodeChainError(data: RpcHex): DecodedChainData | null {
  try {
    const { errorName, args } = decodeErrorResult({ abi: datacarAbis, data });
    const item = datacarAbis.find((one) => one.type === 'error' && one.name === errorName);
    return { name: errorName, args: nameArgs(item, args) };
  } catch {
    return null;
  }
}

function nameArgs(item: unknown, args: unknown): DecodedChainData['args'] {
  const { inputs = [] } = (item ?? {}) as { inputs?: readonly { name: string; type: string }[] };
  return inputs.map(({ name, type }, index) => ({
    name,
    type,
    value: (Array.isArray(args)
      ? args[index]
      : (args as Record<string, ChainValue> | undefined)?.[name]) as ChainValue,
  }));
}
