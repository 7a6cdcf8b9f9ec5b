// SPDX-License-Identifier: Apache-2.0
import {
  type Abi,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type ContractFunctionReturnType,
  decodeFunctionResult,
  encodeFunctionData,
} from 'viem';
import type { Client } from '../client/Client.ts';
import { callRpcBatch } from '../consortium/callRpcBatch.ts';
import type { RpcCall, RpcHex } from '../consortium/RpcMethods.ts';

type View = 'pure' | 'view';

export interface ReadContractsOptions<A extends Abi, Name extends ContractFunctionName<A, View>> {
  address: RpcHex;
  abi: A;
  functionName: Name;
  /** The arguments of each call. */
  argsList: readonly ContractFunctionArgs<A, View, Name>[];
}

/** Calls one view function several times in one batch; the answers come in the order of the calls. */
export async function readContracts<const A extends Abi, Name extends ContractFunctionName<A, View>>(
  client: Client,
  { address, abi, functionName, argsList }: ReadContractsOptions<A, Name>,
): Promise<ContractFunctionReturnType<A, View, Name>[]> {
  const calls = argsList.map((args): RpcCall => {
    const data = encodeFunctionData({ abi, functionName, args } as never);
    return { method: 'eth_call', params: [{ to: address, data }, 'latest'] };
  });
  const results = (await callRpcBatch(client, calls)) as RpcHex[];
  return results.map(
    (data) =>
      decodeFunctionResult({ abi, functionName, data } as never) as ContractFunctionReturnType<A, View, Name>,
  );
}
