// SPDX-License-Identifier: Apache-2.0
import { publicOfferingAbi } from '@datacar/chain/generated/publicOffering';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall } from '../../internal/buildCall.ts';

/**
 * Launches: closes what is over, gives what was not sold to the mining reserve, and starts every schedule, for good.
 * Anybody may, once all three rounds are over or the deadline has passed.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { launch } from '@datacar/sdk/token/calls/launch';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await launch(client);
 * await sendCall(client, call, { account });
 */
export async function launch(client: Client): Promise<ContractCall> {
  return buildCall(client, {
    contract: 'publicOffering',
    abi: publicOfferingAbi,
    functionName: 'launch',
    args: [],
    sentence: 'Launch: give what the offering left to mining, and start every schedule, for good',
  });
}
