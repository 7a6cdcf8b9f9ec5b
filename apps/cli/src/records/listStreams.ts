// SPDX-License-Identifier: Apache-2.0
import { collectPages } from '@datacar/sdk/client/collectPages';
import { listStreams as listStreamsPage } from '@datacar/sdk/records/listStreams';
import type { CommandAction } from '../command/defineCommand.ts';
import { openClient } from '../home/openClient.ts';
import { formatTime } from '../output/formatTime.ts';
import { renderTable } from '../output/renderTable.ts';
import { streamLabel } from './streamLabel.ts';

export const listStreams: CommandAction<{ vehicle: string }> = async ({ vehicle }, context) => {
  const { output } = context;
  const client = await openClient(context);
  const items = await collectPages((cursor) => listStreamsPage(client, { vehicle, cursor }));
  output.json({ items });
  if (items.length === 0) {
    output.line(`Vehicle ${vehicle} has sent no batches yet.`);
    return 'done';
  }
  const rows = items.map(({ stream, source, lastSequence, toMs, nextByMs, headerHash }) => [
    streamLabel(stream),
    source,
    String(lastSequence + 1),
    formatTime(toMs),
    nextByMs === 0 ? '' : formatTime(nextByMs),
    headerHash,
  ]);
  output.line(
    renderTable(
      [
        { title: 'STREAM' },
        { title: 'SOURCE' },
        { title: 'BATCHES', align: 'right' },
        { title: 'UNTIL (UTC)' },
        { title: 'NEXT BY' },
        { title: 'LAST HEADER' },
      ],
      rows,
      output.colors.dim,
    ),
  );
  return 'done';
};
