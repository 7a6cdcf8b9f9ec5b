// SPDX-License-Identifier: Apache-2.0
import { listMembers } from '@datacar/sdk/consortium/listMembers';
import type { CommandAction } from '../command/defineCommand.ts';
import { readAllPages } from '../command/readAllPages.ts';
import { openClient } from '../home/openClient.ts';
import { formatParty } from '../output/formatParty.ts';
import { formatTime } from '../output/formatTime.ts';
import { outputTable } from '../output/outputTable.ts';

export const showMembers: CommandAction<object> = async (_options, context) => {
  const { output } = context;
  const client = await openClient(context);
  const members = await readAllPages((cursor) => listMembers(client, cursor));
  output.json(members);
  const { items, standingCount, isGenesis, steward } = members;
  outputTable(
    output,
    [{ title: 'MEMBER' }, { title: 'ROLES' }, { title: 'JOINED (UTC)' }, { title: 'ACCOUNT' }],
    items.map(({ name, roles, isStanding, joinedAtMs, account }) => [
      name,
      isStanding ? roles.join(' ') : output.colors.dim('left'),
      formatTime(joinedAtMs),
      account,
    ]),
    'There is no member.',
  );
  output.line();
  output.line(
    isGenesis
      ? `Genesis: ${formatParty(steward)} admits members by itself (\`datacar member add\`) until three stand; then the members vote.`
      : `${standingCount} members stand, one vote each; two thirds decide. See \`datacar member votes\`.`,
  );
  return 'done';
};
