// SPDX-License-Identifier: Apache-2.0
import { publicOfferingAbi } from '@datacar/chain/generated/publicOffering';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toAccount } from '../../internal/buildCall.ts';
import { roundName } from '../../internal/words.ts';

export interface ClaimPurchaseParameters {
  /** 0 subscription, 1 first placement, 2 second placement. */
  round: number;
  buyer: string;
}

/**
 * Delivers what an account bought in a round with a minimum, once it is met. Anybody may; it goes to the buyer.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { claimPurchase } from '@datacar/sdk/token/calls/claimPurchase';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await claimPurchase(client, { round: 0, buyer: '0x…' });
 * await sendCall(client, call, { account });
 */
export async function claimPurchase(
  client: Client,
  parameters: ClaimPurchaseParameters,
): Promise<ContractCall> {
  const { round } = parameters;
  const buyer = toAccount(parameters.buyer, 'buyer');
  return buildCall(client, {
    contract: 'publicOffering',
    abi: publicOfferingAbi,
    functionName: 'claim',
    args: [BigInt(round), buyer],
    sentence: `Deliver the DATR that ${buyer} bought in ${roundName(round)} of the offering`,
  });
}
