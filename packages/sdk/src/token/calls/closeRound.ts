// SPDX-License-Identifier: Apache-2.0
import { publicOfferingAbi } from '@datacar/chain/generated/publicOffering';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall } from '../../internal/buildCall.ts';
import { roundName } from '../../internal/words.ts';

export interface CloseRoundParameters {
  /** 0 subscription, 1 first placement, 2 second placement. */
  round: number;
}

/**
 * Closes a round that is sold out or whose time is over, and those before it. Anybody may. What it left goes to the
 * next round, after the last one to the mining reserve.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { closeRound } from '@datacar/sdk/token/calls/closeRound';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await closeRound(client, { round: 0 });
 * await sendCall(client, call, { account });
 */
export async function closeRound(client: Client, parameters: CloseRoundParameters): Promise<ContractCall> {
  return buildCall(client, {
    contract: 'publicOffering',
    abi: publicOfferingAbi,
    functionName: 'closeRound',
    args: [BigInt(parameters.round)],
    sentence: `Close ${roundName(parameters.round)} of the offering`,
  });
}
