// SPDX-License-Identifier: Apache-2.0
import { listProposals } from '@datacar/sdk/consortium/listProposals';
import type { CommandAction } from '../command/defineCommand.ts';
import { readAllPages } from '../command/readAllPages.ts';
import { openClient } from '../home/openClient.ts';
import { formatParty } from '../output/formatParty.ts';
import { formatTime } from '../output/formatTime.ts';

type Proposal = Awaited<ReturnType<typeof listProposals>>['items'][number];

export const showProposals: CommandAction<object> = async (_options, context) => {
  const { output } = context;
  const client = await openClient(context);
  const proposals = await readAllPages((query) => listProposals(client, query));
  output.json(proposals);
  const { bold, dim } = output.colors;
  if (proposals.items.length === 0) {
    output.line('Nothing was proposed yet. A member proposes with `datacar member propose`.');
  }
  for (const proposal of proposals.items) {
    const { id, state, sentence, proposer, reason, votes, forVotes, againstVotes, needed } = proposal;
    output.line(`${bold(`#${id}`)} ${state}: ${sentence}`);
    output.line(`   proposed by ${formatParty(proposer)}: ${reason === '' ? 'no reason given' : reason}`);
    const who = votes.map(({ voter, isFor }) => `${formatParty(voter)} ${isFor ? 'for' : 'against'}`);
    output.line(
      `   ${forVotes} for, ${againstVotes} against, ${needed} needed${who.length === 0 ? '' : `: ${who.join(', ')}`}`,
    );
    const step = stepOf(proposal);
    if (step !== '') output.line(`   ${dim(step)}`);
  }
  return 'done';
};

function stepOf({ id, state, endsAtMs, readyAtMs, executableUntilMs, isExecutable }: Proposal): string {
  if (state === 'open')
    return `until ${formatTime(endsAtMs)}: datacar member vote ${id} --for --from ACCOUNT`;
  if (isExecutable) return `until ${formatTime(executableUntilMs)}: datacar member execute ${id}`;
  return state === 'scheduled' && readyAtMs !== null ? `its calls may go from ${formatTime(readyAtMs)}` : '';
}
