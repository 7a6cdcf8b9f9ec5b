// SPDX-License-Identifier: Apache-2.0

import { datrAbi } from '@datacar/chain/generated/datr';
import { showControls } from '@datacar/core/consortium/quoteText';
import { zeroAddress } from 'viem';
import type { Client } from '../client/Client.ts';
import type { RpcHex } from '../consortium/RpcMethods.ts';
import { readContracts } from './readContracts.ts';

export interface TokenUnit {
  symbol: string;
  decimals: number;
}

/** What a token calls its unit; the zero address is the coin. @throws DatacarError CHAIN_CALL_REFUSED for what is no token */
export async function readTokenUnit(client: Client, token: RpcHex): Promise<TokenUnit> {
  if (token === zeroAddress) return { symbol: 'ETH', decimals: 18 };
  const question = { address: token, abi: datrAbi, argsList: [[]] } as const;
  const [[symbol = ''], [decimals = 0]] = await Promise.all([
    readContracts(client, { ...question, functionName: 'symbol' }),
    readContracts(client, { ...question, functionName: 'decimals' }),
  ]);
  return { symbol: showControls(symbol).slice(0, 32), decimals };
}
