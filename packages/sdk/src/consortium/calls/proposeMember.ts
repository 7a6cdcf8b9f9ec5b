// SPDX-License-Identifier: Apache-2.0

import { membersVoteAbi } from '@datacar/chain/generated/membersVote';
import { maskOfRoles } from '@datacar/core/consortium/memberRoles';
import { quoteText } from '@datacar/core/consortium/quoteText';
import { roleWords } from '@datacar/core/consortium/roleWords';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toAccount } from '../../internal/buildCall.ts';

export interface ProposeMemberParameters {
  account: string;
  name: string;
  /** Such as `validator`, `workshop`. */
  roles: readonly string[];
  /** Why, at most 1024 bytes. */
  reason: string;
}

/**
 * Proposes to admit a member. A member may, once three members have stood; it is admitted when two thirds vote for it.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { proposeMember } from '@datacar/sdk/consortium/calls/proposeMember';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await proposeMember(client, {
 *   account: '0x…',
 *   name: 'Beispiel AG',
 *   roles: ['workshop'],
 *   reason: 'Repairs our cars since 2019',
 * });
 * await sendCall(client, call, { account });
 */
export async function proposeMember(
  client: Client,
  parameters: ProposeMemberParameters,
): Promise<ContractCall> {
  const account = toAccount(parameters.account, 'account');
  const { name, roles, reason } = parameters;
  return buildCall(client, {
    contract: 'membersVote',
    abi: membersVoteAbi,
    functionName: 'proposeAdmission',
    args: [account, name, maskOfRoles(roles), reason],
    sentence: `Propose to the members to admit ${quoteText(name)} (${account}) as ${roleWords(roles)}, because ${quoteText(reason)}`,
  });
}
