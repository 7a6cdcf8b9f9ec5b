// SPDX-License-Identifier: Apache-2.0
import { publicOfferingAbi } from '@datacar/chain/generated/publicOffering';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall } from '../../internal/buildCall.ts';
import { roundName } from '../../internal/words.ts';

export interface CollectProceedsParameters {
  /** 0 subscription, 1 first placement, 2 second placement. */
  round: number;
}

/**
 * Sends what a round raised to the recipient of the proceeds. Anybody may; with a minimum, once it is met.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { collectProceeds } from '@datacar/sdk/token/calls/collectProceeds';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await collectProceeds(client, { round: 0 });
 * await sendCall(client, call, { account });
 */
export async function collectProceeds(
  client: Client,
  parameters: CollectProceedsParameters,
): Promise<ContractCall> {
  return buildCall(client, {
    contract: 'publicOffering',
    abi: publicOfferingAbi,
    functionName: 'collectProceeds',
    args: [BigInt(parameters.round)],
    sentence: `Send what ${roundName(parameters.round)} of the offering raised to the recipient of its proceeds`,
  });
}
