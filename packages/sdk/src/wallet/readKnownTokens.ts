// SPDX-License-Identifier: Apache-2.0
import { decodeFunctionResult, erc20Abi } from 'viem';
import { encodeFunctionData } from 'viem/utils';
import type { Client } from '../client/Client.ts';
import { callRpcBatch } from '../consortium/callRpcBatch.ts';
import type { RpcCall, RpcHex } from '../consortium/RpcMethods.ts';
import { readServerDescription } from '../consortium/readServerDescription.ts';

export interface ReadKnownTokensReturnType {
  chainId: number;
  /** By address in lower-case 0x-hex. */
  tokens: Record<string, { symbol: string; decimals: number }>;
}

/**
 * The tokens among the contracts of the server, and the chain they are on: what `describeTypedData` calls by name.
 *
 * @throws DatacarError SERVER_UNREACHABLE, CHAIN_CALL_REFUSED
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readKnownTokens } from '@datacar/sdk/wallet/readKnownTokens';
 *
 * const { chainId, tokens } = await readKnownTokens(createClient({ url: 'http://127.0.0.1:8080' }));
 */
export async function readKnownTokens(client: Client): Promise<ReadKnownTokensReturnType> {
  const { chain, contracts } = await readServerDescription(client);
  const addresses = Object.values(contracts).flatMap(({ address, abi }) =>
    abi.some((item) => (item as { name?: string }).name === 'decimals') ? [address.toLowerCase()] : [],
  );
  const calls = addresses.flatMap((address) =>
    (['symbol', 'decimals'] as const).map(
      (functionName): RpcCall => ({
        method: 'eth_call',
        params: [
          { to: address as RpcHex, data: encodeFunctionData({ abi: erc20Abi, functionName }) },
          'latest',
        ],
      }),
    ),
  );
  const answers = calls.length === 0 ? [] : ((await callRpcBatch(client, calls)) as RpcHex[]);
  const tokens = addresses.map((address, index) => {
    const [symbol = '0x', decimals = '0x'] = answers.slice(2 * index, 2 * index + 2);
    return [
      address,
      {
        symbol: decodeFunctionResult({ abi: erc20Abi, functionName: 'symbol', data: symbol }),
        decimals: decodeFunctionResult({ abi: erc20Abi, functionName: 'decimals', data: decimals }),
      },
    ] as const;
  });
  return { chainId: chain.chainId, tokens: Object.fromEntries(tokens) };
}
