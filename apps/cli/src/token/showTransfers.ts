// SPDX-License-Identifier: Apache-2.0
import { listTransfers } from '@datacar/sdk/token/listTransfers';
import type { CommandAction } from '../command/defineCommand.ts';
import { findAddress } from '../home/findAddress.ts';
import { openClient } from '../home/openClient.ts';
import { formatDatr } from '../output/formatDatr.ts';
import { formatParty } from '../output/formatParty.ts';
import { formatTime } from '../output/formatTime.ts';
import { outputTable } from '../output/outputTable.ts';

interface Options {
  account?: string;
  limit?: number;
}

export const showTransfers: CommandAction<Options> = async ({ account, limit = 20 }, context) => {
  const { output } = context;
  const client = await openClient(context);
  const of = account === undefined ? {} : { account: await findAddress(context, account) };
  type Item = Awaited<ReturnType<typeof listTransfers>>['items'][number];
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTransfers(client, {
      ...of,
      limit: Math.min(limit - items.length, 100),
      ...(cursor !== undefined && { cursor }),
    });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && items.length < limit);
  output.json({ items, nextCursor: cursor ?? null });
  outputTable(
    output,
    [
      { title: 'TIME (UTC)' },
      { title: 'WHAT' },
      { title: 'DATR', align: 'right' },
      { title: 'FROM' },
      { title: 'TO' },
    ],
    items.map(({ atMs, kind, amount, from, to }) => [
      formatTime(atMs),
      kind,
      formatDatr(amount),
      formatParty(from),
      formatParty(to),
    ]),
    'No DATR was moved yet.',
  );
  return 'done';
};
