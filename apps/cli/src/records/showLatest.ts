// SPDX-License-Identifier: Apache-2.0
import { readLatest } from '@datacar/sdk/records/readLatest';
import type { CommandAction } from '../command/defineCommand.ts';
import { openClient } from '../home/openClient.ts';
import { formatDuration } from '../output/formatDuration.ts';
import { formatTime } from '../output/formatTime.ts';
import { renderTable } from '../output/renderTable.ts';
import { durationMs } from './durationMs.ts';
import { formatValue } from './formatValue.ts';

interface Options {
  vehicle: string;
  signal?: string[];
  maxAge?: string;
}

export const showLatest: CommandAction<Options> = async ({ vehicle, signal, maxAge }, context) => {
  const { output } = context;
  const client = await openClient(context);
  const maxAgeMs = maxAge === undefined ? undefined : durationMs(maxAge);
  const { items } = await readLatest(client, { vehicle, signals: signal, maxAgeMs });
  output.json({ items });
  if (items.length === 0) {
    output.line(
      `Vehicle ${vehicle} has said nothing${maxAge === undefined ? '' : ` in the last ${maxAge}`}.`,
    );
    return 'done';
  }
  const rows = items.map(({ signal: path, value, unit, timeMs, ageMs, source }) => [
    path,
    formatValue(value),
    unit ?? '',
    formatDuration(Math.max(0, ageMs)),
    formatTime(timeMs),
    source,
  ]);
  output.line(
    renderTable(
      [
        { title: 'SIGNAL' },
        { title: 'VALUE', align: 'right' },
        { title: 'UNIT' },
        { title: 'AGE', align: 'right' },
        { title: 'TIME (UTC)' },
        { title: 'SOURCE' },
      ],
      rows,
      output.colors.dim,
    ),
  );
  return 'done';
};
