// SPDX-License-Identifier: Apache-2.0
import { type ReadTokenScheduleReturnType, readTokenSchedule } from '@datacar/sdk/token/readTokenSchedule';
import type { CommandAction } from '../command/defineCommand.ts';
import { openClient } from '../home/openClient.ts';
import { formatDatr } from '../output/formatDatr.ts';
import { formatTime } from '../output/formatTime.ts';
import { renderTable } from '../output/renderTable.ts';
import { allocationLabels } from './allocationLabels.ts';

type Allocation = ReadTokenScheduleReturnType['allocations'][number];

const columns = [
  { title: 'ALLOCATION' },
  { title: 'WHEN (UTC)' },
  { title: 'AMOUNT', align: 'right' as const },
  { title: 'STATE' },
];

/** Mining pays for three centuries; after these its caps are small. */
const erasShown = 8;

export const showSchedule: CommandAction<object> = async (_options, context) => {
  const { output } = context;
  const schedule = await readTokenSchedule(await openClient(context));
  output.json(schedule);
  const rows = schedule.allocations.flatMap((allocation) => [
    ...allocation.tranches.map((tranche) => [
      allocationLabels[allocation.name],
      tranche.atMs === null ? `${tranche.monthsAfterLaunch} months after launch` : formatTime(tranche.atMs),
      formatDatr(tranche.amount),
      tranche.state,
    ]),
    ...eraRows(allocation),
  ]);
  output.line(renderTable(columns, rows, output.colors.dim));
  output.line();
  output.line('Operation pays what is proposed and approved: see `datacar fund list`.');
  if (schedule.launchedAtMs === null) {
    output.line(
      `Not launched yet. Anybody may launch when the offering is over, at the latest from ${formatTime(schedule.offeringDeadlineMs)}.`,
    );
  }
  return 'done';
};

function eraRows({ name, eras, lockedForGood }: Allocation): string[][] {
  if (eras.length === 0) return [];
  const rows = eras
    .slice(0, erasShown)
    .map(({ fromEpoch, toEpoch, startsAtMs, capPerEpoch }) => [
      allocationLabels[name],
      startsAtMs === null ? `weeks ${fromEpoch} to ${toEpoch}` : `from ${formatTime(startsAtMs)}`,
      formatDatr(capPerEpoch),
      `at most, in each of the weeks ${fromEpoch} to ${toEpoch}`,
    ]);
  const rest = eras.length - rows.length;
  if (rest > 0) rows.push([allocationLabels[name], `${rest} more halvings`, '', '']);
  return [...rows, [allocationLabels[name], 'never', formatDatr(lockedForGood), 'locked by rounding']];
}
