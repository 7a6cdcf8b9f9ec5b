// SPDX-License-Identifier: Apache-2.0

import { membersVoteAbi } from '@datacar/chain/generated/membersVote';
import { maskOfRoles } from '@datacar/core/consortium/memberRoles';
import { quoteText } from '@datacar/core/consortium/quoteText';
import { roleWords } from '@datacar/core/consortium/roleWords';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toAccount } from '../../internal/buildCall.ts';
import { describeMember } from '../../internal/describeMember.ts';

export interface ProposeRolesParameters {
  account: string;
  /** Its roles from then on; none dismisses it. */
  roles: readonly string[];
  /** Why, at most 1024 bytes. */
  reason: string;
}

/**
 * Proposes other roles for a member, or to dismiss it with none, or to take one back that has left. A member may, once
 * three members have stood; whom it is about has no vote.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { proposeRoles } from '@datacar/sdk/consortium/calls/proposeRoles';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await proposeRoles(client, { account: '0x…', roles: [], reason: 'Has closed its business' });
 * await sendCall(client, call, { account });
 */
export async function proposeRoles(
  client: Client,
  parameters: ProposeRolesParameters,
): Promise<ContractCall> {
  const account = toAccount(parameters.account, 'account');
  const { roles, reason } = parameters;
  const member = await describeMember(client, account);
  return buildCall(client, {
    contract: 'membersVote',
    abi: membersVoteAbi,
    functionName: 'proposeRoles',
    args: [account, maskOfRoles(roles), reason],
    sentence:
      roles.length === 0
        ? `Propose to the members to dismiss ${member}, because ${quoteText(reason)}`
        : `Propose to the members that ${member} be ${roleWords(roles)}, because ${quoteText(reason)}`,
  });
}
