// SPDX-License-Identifier: Apache-2.0
import { listFundReleases } from '@datacar/sdk/token/listFundReleases';
import type { CommandAction } from '../command/defineCommand.ts';
import { readAllPages } from '../command/readAllPages.ts';
import { openClient } from '../home/openClient.ts';
import { formatDatr } from '../output/formatDatr.ts';
import { formatParty } from '../output/formatParty.ts';
import { formatTime } from '../output/formatTime.ts';
import { outputTable } from '../output/outputTable.ts';
import type { FundName } from './fundOption.ts';

interface Options {
  fund: FundName;
}

type Release = Awaited<ReturnType<typeof listFundReleases>>['items'][number];

export const listReleases: CommandAction<Options> = async ({ fund }, context) => {
  const { output } = context;
  const client = await openClient(context);
  const releases = await readAllPages((query) => listFundReleases(client, { fund, ...query }));
  output.json(releases);
  const { items, balance, asOf } = releases;
  output.line(`The ${fund} fund holds ${formatDatr(balance)} DATR.`);
  output.line();
  outputTable(
    output,
    [
      { title: 'ID', align: 'right' },
      { title: 'STATE' },
      { title: 'DATR', align: 'right' },
      { title: 'TO' },
      { title: 'APPROVED', align: 'right' },
      { title: 'WHEN (UTC)' },
      { title: 'PURPOSE' },
    ],
    items.map((release) => [
      release.id,
      release.isPayable ? 'payable' : release.state,
      formatDatr(release.amount),
      formatParty(release.recipient),
      `${release.approvalCount} of ${release.needed}`,
      whenOf(release, asOf.atMs),
      release.purpose,
    ]),
    'Nothing was proposed yet. A seat of the council proposes with `datacar fund propose`.',
  );
  return 'done';
};

function whenOf(
  { state, isPayable, payableAtMs, expiresAtMs, proposedAtMs }: Release,
  nowMs: number,
): string {
  const isWaiting = state === 'open' || state === 'approved';
  if (isPayable || (isWaiting && payableAtMs <= nowMs)) return `until ${formatTime(expiresAtMs)}`;
  if (isWaiting) return `payable from ${formatTime(payableAtMs)}`;
  return `proposed ${formatTime(proposedAtMs)}`;
}
