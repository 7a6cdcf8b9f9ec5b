// SPDX-License-Identifier: Apache-2.0
import { membersAbi } from '@datacar/chain/generated/members';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall } from '../../internal/buildCall.ts';

/**
 * Leaves the consortium: the account that signs has no roles and no vote any more. Only a vote takes it back.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { leaveConsortium } from '@datacar/sdk/consortium/calls/leaveConsortium';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await leaveConsortium(client);
 * await sendCall(client, call, { account });
 */
export async function leaveConsortium(client: Client): Promise<ContractCall> {
  return buildCall(client, {
    contract: 'members',
    abi: membersAbi,
    functionName: 'resign',
    args: [],
    sentence: 'Leave the consortium, with all roles and the vote',
  });
}
