// SPDX-License-Identifier: Apache-2.0
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { toAccount, toPositive } from '../../internal/buildCall.ts';
import { coin } from '../../internal/words.ts';

export interface SendCoinParameters {
  to: string;
  /** Wei. */
  amount: bigint;
}

/**
 * Sends the coin of the chain, which pays for gas where that costs something.
 *
 * @throws DatacarError INPUT_INVALID, AMOUNT_INVALID
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { sendCoin } from '@datacar/sdk/token/calls/sendCoin';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await sendCoin(client, { to: '0x…', amount: 10n ** 18n });
 * await sendCall(client, call, { account });
 */
export async function sendCoin(_client: Client, parameters: SendCoinParameters): Promise<ContractCall> {
  const to = toAccount(parameters.to, 'to');
  const value = toPositive(parameters.amount);
  return { to, data: '0x', value, sentence: `Send ${coin(value)} to ${to}` };
}
