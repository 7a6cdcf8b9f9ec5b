// SPDX-License-Identifier: Apache-2.0
import { readCouncil } from '@datacar/sdk/consortium/readCouncil';
import type { CommandAction } from '../command/defineCommand.ts';
import { readAllPages } from '../command/readAllPages.ts';
import { openClient } from '../home/openClient.ts';
import { formatParty } from '../output/formatParty.ts';
import { formatTime } from '../output/formatTime.ts';

export const showCouncil: CommandAction<object> = async (_options, context) => {
  const { output } = context;
  const client = await openClient(context);
  const council = await readAllPages((query) => readCouncil(client, query));
  output.json(council);
  const { bold, dim } = output.colors;
  output.line(`${council.threshold} of ${council.seats.length} seats decide:`);
  for (const { account, name } of council.seats)
    output.line(`  ${account}${name === null ? '' : `  ${name}`}`);
  for (const { contract, pausedUntilMs } of council.pauses) {
    if (pausedUntilMs !== null) output.line(`${contract} is paused until ${formatTime(pausedUntilMs)}.`);
  }
  for (const {
    id,
    state,
    sentence,
    reason,
    approvals,
    approvalCount,
    needed,
    expiresAtMs,
  } of council.items) {
    output.line();
    output.line(`${bold(`#${id}`)} ${state}: ${sentence}`);
    output.line(`   ${reason}`);
    output.line(
      `   ${approvalCount} of ${needed} approved${approvals.length === 0 ? '' : `: ${approvals.map(formatParty).join(', ')}`}`,
    );
    if (state === 'open') {
      output.line(
        `   ${dim(`until ${formatTime(expiresAtMs)}: datacar council approve ${id} --from ACCOUNT`)}`,
      );
    }
  }
  return 'done';
};
