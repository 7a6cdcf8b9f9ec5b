// SPDX-License-Identifier: Apache-2.0
import { collectPages } from '@datacar/sdk/client/collectPages';
import { listAnchors as listAnchorsPage } from '@datacar/sdk/records/listAnchors';
import type { CommandAction } from '../command/defineCommand.ts';
import { openClient } from '../home/openClient.ts';
import { formatTime } from '../output/formatTime.ts';
import { renderTable } from '../output/renderTable.ts';

export const listAnchors: CommandAction<{ limit: number }> = async ({ limit }, context) => {
  const { output } = context;
  const client = await openClient(context);
  const items = await collectPages((cursor) => listAnchorsPage(client, { cursor }), { itemsMax: limit });
  output.json({ items });
  if (items.length === 0) {
    output.line('Nothing is anchored yet. `datacar log anchor` anchors what there is.');
    return 'done';
  }
  const rows = items.map(({ blockNumber, blockTimeMs, size, root, transactionHash }) => [
    String(blockNumber),
    formatTime(blockTimeMs),
    String(size),
    `${root.slice(0, 18)}…`,
    transactionHash,
  ]);
  output.line(
    renderTable(
      [
        { title: 'BLOCK', align: 'right' },
        { title: 'TIME (UTC)' },
        { title: 'LOG SIZE', align: 'right' },
        { title: 'ROOT' },
        { title: 'TRANSACTION' },
      ],
      rows,
      output.colors.dim,
    ),
  );
  return 'done';
};
