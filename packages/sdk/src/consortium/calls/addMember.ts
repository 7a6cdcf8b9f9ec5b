// SPDX-License-Identifier: Apache-2.0

import { membersAbi } from '@datacar/chain/generated/members';
import { maskOfRoles } from '@datacar/core/consortium/memberRoles';
import { quoteText } from '@datacar/core/consortium/quoteText';
import { roleWords } from '@datacar/core/consortium/roleWords';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toAccount } from '../../internal/buildCall.ts';

export interface AddMemberParameters {
  account: string;
  name: string;
  /** Such as `validator`, `workshop`. */
  roles: readonly string[];
}

/**
 * Admits a member without a vote. The founder may, until three members stand; afterwards `proposeMember`.
 *
 * @throws DatacarError INPUT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { addMember } from '@datacar/sdk/consortium/calls/addMember';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await addMember(client, { account: '0x…', name: 'Beispiel AG', roles: ['workshop'] });
 * await sendCall(client, call, { account });
 */
export async function addMember(client: Client, parameters: AddMemberParameters): Promise<ContractCall> {
  const account = toAccount(parameters.account, 'account');
  const { name, roles } = parameters;
  return buildCall(client, {
    contract: 'members',
    abi: membersAbi,
    functionName: 'addMember',
    args: [account, name, maskOfRoles(roles)],
    sentence: `Admit ${quoteText(name)} (${account}) to the consortium as ${roleWords(roles)}`,
  });
}
