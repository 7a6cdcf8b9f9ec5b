// SPDX-License-Identifier: Apache-2.0
import { datrAbi } from '@datacar/chain/generated/datr';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toAccount, toPositive } from '../../internal/buildCall.ts';
import { datr } from '../../internal/words.ts';

export interface SendTokenParameters {
  to: string;
  /** DATR in the smallest unit. */
  amount: bigint;
}

/**
 * Sends DATR to an account.
 *
 * @throws DatacarError INPUT_INVALID, AMOUNT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { sendToken } from '@datacar/sdk/token/calls/sendToken';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await sendToken(client, { to: '0x…', amount: 12_500_000_000_000_000_000n });
 * await sendCall(client, call, { account });
 */
export async function sendToken(client: Client, parameters: SendTokenParameters): Promise<ContractCall> {
  const to = toAccount(parameters.to, 'to');
  const amount = toPositive(parameters.amount);
  return buildCall(client, {
    contract: 'datr',
    abi: datrAbi,
    functionName: 'transfer',
    args: [to, amount],
    sentence: `Send ${datr(amount)} to ${to}`,
  });
}
