// SPDX-License-Identifier: Apache-2.0
import { listValidators } from '@datacar/sdk/consortium/listValidators';
import type { CommandAction } from '../command/defineCommand.ts';
import { readAllPages } from '../command/readAllPages.ts';
import { openClient } from '../home/openClient.ts';
import { formatParty } from '../output/formatParty.ts';
import { formatTime } from '../output/formatTime.ts';
import { outputTable } from '../output/outputTable.ts';

export const showValidators: CommandAction<object> = async (_options, context) => {
  const { output } = context;
  const client = await openClient(context);
  const validators = await readAllPages((query) => listValidators(client, query));
  output.json(validators);
  outputTable(
    output,
    [
      { title: 'NODE' },
      { title: 'MEMBER' },
      { title: 'SEALS BLOCKS' },
      { title: 'PROVED (UTC)' },
      { title: 'ENDPOINT' },
    ],
    validators.items.map(({ node, member, isValidator, provedAtMs, endpoint }) => [
      node,
      formatParty(member),
      isValidator ? 'yes' : 'no',
      // The founder's first node counts without a proof.
      provedAtMs !== null ? formatTime(provedAtMs) : isValidator ? 'needs none' : 'not yet',
      endpoint,
    ]),
    'No node is registered.',
  );
  return 'done';
};
