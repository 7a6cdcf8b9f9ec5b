// SPDX-License-Identifier: Apache-2.0
import { quoteText } from '@datacar/core/consortium/quoteText';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Client } from '../client/Client.ts';
import { collectPages } from '../client/collectPages.ts';
import { listMembers } from '../consortium/listMembers.ts';

/** `“Werkstatt Nord” (0x…)` in a sentence, also for one that has left. @throws DatacarError INPUT_INVALID */
export async function describeMember(client: Client, account: string): Promise<string> {
  const members = await collectPages((cursor) => listMembers(client, { cursor }));
  const found = members.find((member) => member.account.toLowerCase() === account.toLowerCase());
  if (found !== undefined) return `${quoteText(found.name)} (${account})`;
  throw new DatacarError(
    'INPUT_INVALID',
    `account: ${account} never was a member; propose to admit it instead (proposeMember).`,
    { details: { field: 'account' } },
  );
}
