// SPDX-License-Identifier: Apache-2.0
import { datrAbi } from '@datacar/chain/generated/datr';
import { showControls } from '@datacar/core/consortium/quoteText';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { BaseError, zeroAddress } from 'viem';
import type { Client } from '../client/Client.ts';
import { toAccount } from '../internal/buildCall.ts';
import { readContracts } from '../internal/readContracts.ts';
import { coinSymbol } from '../internal/words.ts';

export interface ReadTokenUnitParameters {
  /** Address of an ERC-20 token; left out: the coin of the chain. */
  token?: string | undefined;
}

export interface ReadTokenUnitReturnType {
  /** What the token calls itself; it may be anything. */
  symbol: string;
  decimals: number;
}

/**
 * What a token calls its unit, and how many decimals it has, as the token itself says.
 *
 * @throws DatacarError INPUT_INVALID for an address where no token with decimals is; SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readTokenUnit } from '@datacar/sdk/token/readTokenUnit';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { symbol, decimals } = await readTokenUnit(client, { token: '0x…' });
 */
export async function readTokenUnit(
  client: Client,
  parameters: ReadTokenUnitParameters,
): Promise<ReadTokenUnitReturnType> {
  const token = parameters.token === undefined ? zeroAddress : toAccount(parameters.token, 'token');
  if (token === zeroAddress) return { symbol: coinSymbol, decimals: 18 };
  const question = { address: token, abi: datrAbi, argsList: [[]] } as const;
  try {
    const [[symbol = ''], [decimals = 0]] = await Promise.all([
      readContracts(client, { ...question, functionName: 'symbol' }),
      readContracts(client, { ...question, functionName: 'decimals' }),
    ]);
    return { symbol: showControls(symbol).slice(0, symbolLengthMax), decimals };
  } catch (cause) {
    // What is no contract answers with no bytes, another contract with bytes that are no answer, or refuses.
    const isNoToken =
      cause instanceof BaseError || (cause instanceof DatacarError && cause.code === 'CHAIN_CALL_REFUSED');
    if (!isNoToken) throw cause;
    throw new DatacarError(
      'INPUT_INVALID',
      `token: at ${token} is no ERC-20 token with a symbol and decimals on this chain; check the address.`,
      { details: { field: 'token' }, cause },
    );
  }
}

/** A symbol is text of a stranger in a sentence that somebody signs. */
const symbolLengthMax = 32;
