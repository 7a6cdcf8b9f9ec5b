// SPDX-License-Identifier: Apache-2.0
import { collectPages } from '@datacar/sdk/client/collectPages';
import { type ListGapsReturnType, listGaps as listGapsPage } from '@datacar/sdk/records/listGaps';
import type { CommandAction } from '../command/defineCommand.ts';
import { openClient } from '../home/openClient.ts';
import { formatCounted } from '../output/formatCount.ts';
import { formatDuration } from '../output/formatDuration.ts';
import { formatTime } from '../output/formatTime.ts';
import { renderTable } from '../output/renderTable.ts';
import type { PeriodOptions } from './period.ts';
import { streamLabel } from './streamLabel.ts';

type Gap = ListGapsReturnType['items'][number];

const meanings: Readonly<Record<Gap['kind'], string>> = {
  start: 'what was before the first batch is not here',
  missing: 'batches that never came',
  tail: 'the log has later batches, and they are not here',
  time: 'no batch claims this time',
  late: 'a batch came after it was promised',
  open: 'the promised next batch has not come',
  unknown: 'nobody knows whether batches followed',
  fork: 'two batches with one number',
};

export const listGaps: CommandAction<PeriodOptions & { vehicle: string }> = async (options, context) => {
  const { vehicle, from, to } = options;
  const { output } = context;
  const client = await openClient(context);
  const items = await collectPages((cursor) => listGapsPage(client, { vehicle, from, to, cursor }));
  output.json({ items });
  if (items.length === 0) {
    output.line(`Vehicle ${vehicle} has no gaps in this time.`);
    return 'done';
  }
  const rows = items.map(({ kind, stream, fromMs, toMs, sequenceFrom, sequenceTo }) => [
    kind,
    streamLabel(stream),
    sequenceFrom === sequenceTo ? `#${sequenceFrom}` : `#${sequenceFrom} to #${sequenceTo}`,
    formatTime(fromMs),
    toMs === null ? 'open' : formatTime(toMs),
    formatDuration((toMs ?? Date.now()) - fromMs),
    meanings[kind],
  ]);
  const columns = ['KIND', 'STREAM', 'BATCHES', 'FROM (UTC)', 'TO', 'LENGTH', 'MEANING'].map((title) => ({
    title,
  }));
  output.line(renderTable(columns, rows, output.colors.dim));
  output.line();
  output.line(`${formatCounted(items.length, 'gap')}.`);
  return 'done';
};
