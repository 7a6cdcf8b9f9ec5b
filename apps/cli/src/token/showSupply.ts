// SPDX-License-Identifier: Apache-2.0
import { readTokenSupply } from '@datacar/sdk/token/readTokenSupply';
import type { CommandAction } from '../command/defineCommand.ts';
import { openClient } from '../home/openClient.ts';
import { formatDatr } from '../output/formatDatr.ts';
import { formatTime } from '../output/formatTime.ts';
import { renderTable } from '../output/renderTable.ts';
import { allocationLabels } from './allocationLabels.ts';

export const showSupply: CommandAction<object> = async (_options, context) => {
  const { output } = context;
  const supply = await readTokenSupply(await openClient(context));
  output.json(supply);
  const { total, allocations, launchedAt, asOf } = supply;
  const sum = (field: 'total' | 'released' | 'releasableNow') =>
    formatDatr(allocations.reduce((all, allocation) => all + BigInt(allocation[field]), 0n));
  const rows = allocations.map(({ name, nextRelease, ...amounts }) => [
    allocationLabels[name],
    formatDatr(amounts.total),
    formatDatr(amounts.released),
    formatDatr(amounts.releasableNow),
    nextRelease === null ? '' : formatTime(Date.parse(nextRelease.at)),
    nextRelease === null ? '' : formatDatr(nextRelease.amount),
  ]);
  output.line(
    renderTable(
      [
        { title: 'ALLOCATION' },
        { title: 'TOTAL', align: 'right' },
        { title: 'RELEASED', align: 'right' },
        { title: 'RELEASABLE NOW', align: 'right' },
        { title: 'NEXT RELEASE (UTC)' },
        { title: 'AMOUNT', align: 'right' },
      ],
      [...rows, ['All', sum('total'), sum('released'), sum('releasableNow')]],
      output.colors.dim,
    ),
  );
  output.line();
  const burned = allocations.reduce((all, allocation) => all + BigInt(allocation.total), -BigInt(total));
  const less = burned === 0n ? '' : `; holders burned ${formatDatr(burned)}`;
  output.line(`${formatDatr(total)} DATR exist at block ${asOf.blockNumber}${less}.`);
  output.line(
    launchedAt === null
      ? 'Not launched yet: no schedule counts time before the offering is over. See `datacar offering show`.'
      : `Launched ${formatTime(Date.parse(launchedAt))}; every date counts from there. See \`datacar token schedule\`.`,
  );
  return 'done';
};
