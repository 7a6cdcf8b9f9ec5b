// SPDX-License-Identifier: Apache-2.0
import { collectPages } from '@datacar/sdk/client/collectPages';
import { type ListDrivesReturnType, listDrives as listDrivesPage } from '@datacar/sdk/records/listDrives';
import type { CommandAction } from '../command/defineCommand.ts';
import { openClient } from '../home/openClient.ts';
import { formatCounted } from '../output/formatCount.ts';
import { formatDuration } from '../output/formatDuration.ts';
import { formatTime } from '../output/formatTime.ts';
import { renderTable } from '../output/renderTable.ts';
import type { PeriodOptions } from './period.ts';

type Drive = ListDrivesReturnType['items'][number];

export const listDrives: CommandAction<PeriodOptions & { vehicle: string }> = async (options, context) => {
  const { output } = context;
  const { vehicle, from, to } = options;
  const client = await openClient(context);
  const items = await collectPages((cursor) => listDrivesPage(client, { vehicle, from, to, cursor }));
  output.json({ items });
  if (items.length === 0) {
    output.line(`Vehicle ${vehicle} has no drives in this time.`);
    return 'done';
  }
  const columns = [
    { title: 'START (UTC)' },
    { title: 'DURATION', align: 'right' as const },
    { title: 'KM', align: 'right' as const },
    { title: 'CHARGE', align: 'right' as const },
    { title: 'USED', align: 'right' as const },
    { title: 'MEAN KM/H', align: 'right' as const },
    { title: 'TOP KM/H', align: 'right' as const },
    { title: 'GAPS' },
    { title: 'SOURCE' },
  ];
  output.line(renderTable(columns, items.map(renderDrive), output.colors.dim));
  const kilometers = items.reduce((sum, { distanceMeters }) => sum + distanceMeters / 1000, 0);
  output.line();
  output.line(`${formatCounted(items.length, 'drive')}, ${kilometers.toFixed(1)} km.`);
  return 'done';
};

function renderDrive(drive: Drive): string[] {
  const { startMs, endMs, distanceMeters, stateOfChargeStart, stateOfChargeEnd, stateOfChargeDrop } = drive;
  const gapMs = drive.gaps.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  return [
    formatTime(startMs),
    formatDuration(endMs - startMs),
    (distanceMeters / 1000).toFixed(2),
    stateOfChargeStart === null || stateOfChargeEnd === null
      ? ''
      : `${stateOfChargeStart.toFixed(1)} → ${stateOfChargeEnd.toFixed(1)} %`,
    stateOfChargeDrop === null ? '' : `${stateOfChargeDrop.toFixed(1)} %`,
    drive.speedKmhMean.toFixed(1),
    drive.speedKmhMax.toFixed(1),
    drive.gaps.length === 0 ? '' : `${drive.gaps.length} (${formatDuration(gapMs)})`,
    drive.source,
  ];
}
