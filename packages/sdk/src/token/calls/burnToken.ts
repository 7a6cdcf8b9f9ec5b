// SPDX-License-Identifier: Apache-2.0
import { datrAbi } from '@datacar/chain/generated/datr';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toPositive } from '../../internal/buildCall.ts';
import { datr } from '../../internal/words.ts';

export interface BurnTokenParameters {
  /** DATR in the smallest unit. */
  amount: bigint;
}

/**
 * Destroys DATR of the account that signs, for good: the supply is smaller afterwards.
 *
 * @throws DatacarError AMOUNT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { burnToken } from '@datacar/sdk/token/calls/burnToken';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await burnToken(client, { amount: 10n ** 18n });
 * await sendCall(client, call, { account });
 */
export async function burnToken(client: Client, parameters: BurnTokenParameters): Promise<ContractCall> {
  const amount = toPositive(parameters.amount);
  return buildCall(client, {
    contract: 'datr',
    abi: datrAbi,
    functionName: 'burn',
    args: [amount],
    sentence: `Destroy ${datr(amount)} for good`,
  });
}
