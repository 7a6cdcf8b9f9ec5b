// SPDX-License-Identifier: Apache-2.0
import { datrAbi } from '@datacar/chain/generated/datr';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { formatAmount } from '@datacar/core/token/formatAmount';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { addressOf, buildCall, toAccount } from '../../internal/buildCall.ts';
import { readTokenUnit } from '../readTokenUnit.ts';

export interface ApproveTokenParameters {
  /** Who may take it: an account, or `offering` for the public offering. */
  spender: string;
  /** The most that it may take, in the smallest unit; 0n takes the permission back. */
  amount: bigint;
  /** Address of another token than DATR, such as the payment token of a round. */
  token?: string | undefined;
}

/**
 * Lets a contract or an account take up to an amount of a token from the account that signs. It replaces what was
 * allowed to it before.
 *
 * @throws DatacarError INPUT_INVALID, AMOUNT_INVALID, CHAIN_CALL_REFUSED, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { approveToken } from '@datacar/sdk/token/calls/approveToken';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await approveToken(client, { spender: 'offering', amount: 100_000_000n, token: '0x…' });
 * await sendCall(client, call, { account });
 */
export async function approveToken(
  client: Client,
  parameters: ApproveTokenParameters,
): Promise<ContractCall> {
  const { amount } = parameters;
  if (amount < 0n)
    throw new DatacarError('AMOUNT_INVALID', 'amount: has to be 0 or more.', {
      details: { field: 'amount' },
    });
  const isOffering = parameters.spender === 'offering';
  const spender = isOffering
    ? await addressOf(client, 'publicOffering')
    : toAccount(parameters.spender, 'spender');
  const token =
    parameters.token === undefined ? await addressOf(client, 'datr') : toAccount(parameters.token, 'token');
  const { symbol, decimals } = await readTokenUnit(client, { token });
  const who = isOffering ? `the public offering (${spender})` : spender;
  const sentence =
    amount === 0n
      ? `Let ${who} take no ${symbol} any more`
      : `Let ${who} take up to ${formatAmount(amount, { decimals })} ${symbol}`;
  return buildCall(client, {
    contract: token,
    abi: datrAbi,
    functionName: 'approve',
    args: [spender, amount],
    sentence,
  });
}
