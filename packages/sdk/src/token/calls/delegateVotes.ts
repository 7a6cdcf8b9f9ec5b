// SPDX-License-Identifier: Apache-2.0
import { datrAbi } from '@datacar/chain/generated/datr';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toAccount } from '../../internal/buildCall.ts';

export interface DelegateVotesParameters {
  /** Who votes with what the account holds; its own address to vote itself. */
  to: string;
}

/**
 * Says who has the votes of what an account holds. The DATR stays where it is; in the consortium they decide nothing.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { delegateVotes } from '@datacar/sdk/token/calls/delegateVotes';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await delegateVotes(client, { to: '0x…' });
 * await sendCall(client, call, { account });
 */
export async function delegateVotes(
  client: Client,
  parameters: DelegateVotesParameters,
): Promise<ContractCall> {
  const to = toAccount(parameters.to, 'to');
  return buildCall(client, {
    contract: 'datr',
    abi: datrAbi,
    functionName: 'delegate',
    args: [to],
    sentence: `Give the votes of your DATR to ${to}`,
  });
}
