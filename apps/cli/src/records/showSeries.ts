// SPDX-License-Identifier: Apache-2.0
import { signalByPath } from '@datacar/core/signals/signalByPath';
import { iteratePages } from '@datacar/sdk/client/iteratePages';
import {
  type QuerySeriesParameters,
  type QuerySeriesReturnType,
  querySeries,
} from '@datacar/sdk/records/querySeries';
import type { CommandContext } from '../command/CommandContext.ts';
import type { CommandAction } from '../command/defineCommand.ts';
import { UsageError } from '../command/UsageError.ts';
import { openClient } from '../home/openClient.ts';
import { formatCounted } from '../output/formatCount.ts';
import { formatTime } from '../output/formatTime.ts';
import { formatValue } from './formatValue.ts';
import { type PeriodOptions, periodOf } from './period.ts';

type Point = QuerySeriesReturnType['items'][number];

interface Options extends PeriodOptions {
  vehicle: string;
  signal: string[];
  interval?: string;
  agg?: NonNullable<QuerySeriesParameters['aggregate']>;
  limit?: number;
}

export const showSeries: CommandAction<Options> = async (options, context) => {
  const { vehicle, signal, interval, agg, limit = Number.POSITIVE_INFINITY } = options;
  if (agg !== undefined && interval === undefined) {
    throw new UsageError('--agg needs an --interval to aggregate over, such as --interval 60s.');
  }
  const period = periodOf(options);
  const client = await openClient(context);
  const points = take(
    iteratePages((cursor) =>
      querySeries(client, { vehicle, signals: signal, ...period, interval, aggregate: agg, cursor }),
    ),
    limit,
  );
  if (context.output.isJson) await printJson(points, context);
  else await printTable(points, options, context);
  return 'done';
};

async function* take<Item>(items: AsyncIterable<Item>, count: number): AsyncGenerator<Item, void, undefined> {
  let taken = 0;
  for await (const item of items) {
    taken += 1;
    if (taken > count) return;
    yield item;
  }
}

/** One object, written as it comes: a long series need not fit into memory. */
async function printJson(points: AsyncIterable<Point>, { output }: CommandContext): Promise<void> {
  let separator = '{"items":[';
  for await (const point of points) {
    await output.write(`${separator}${JSON.stringify(point)}`);
    separator = ',';
  }
  await output.write(`${separator === ',' ? '' : separator}]}\n`);
}

/** A column per signal and a row per moment, written as they come. */
async function printTable(
  points: AsyncIterable<Point>,
  { vehicle, signal: signals, interval, agg }: Options,
  { output }: CommandContext,
): Promise<void> {
  const titles = signals.map((path) => titleOf(path, { hasUnit: agg !== 'count' }));
  const widths = titles.map((title) => Math.max(title.length, valueWidthMin));
  const isMean = interval !== undefined && (agg ?? 'avg') === 'avg';
  const timeWidth = '2021-03-29T10:13:45.000Z'.length;
  let rows = 0;
  let row: { timeMs: number; cells: string[]; source: string } | undefined;

  const flush = async (): Promise<void> => {
    if (row === undefined) return;
    if (rows === 0) {
      const header = titles.map((title, index) => title.padStart(widths[index] ?? 0));
      await output.write(
        `${output.colors.dim(['TIME (UTC)'.padEnd(timeWidth), ...header, 'SOURCE'].join('  '))}\n`,
      );
    }
    rows += 1;
    const cells = row.cells.map((cell, index) => cell.padStart(widths[index] ?? 0));
    await output.write(`${[formatTime(row.timeMs).padEnd(timeWidth), ...cells, row.source].join('  ')}\n`);
  };

  for await (const { signal, timeMs, value, source } of points) {
    if (row?.timeMs !== timeMs) {
      await flush();
      row = { timeMs, cells: signals.map(() => ''), source };
    }
    row.cells[signals.indexOf(signal)] = formatValue(value, { isMean });
    if (row.source !== source) row.source = 'mixed';
  }
  await flush();
  if (rows === 0) output.line(`Vehicle ${vehicle} has no readings of these signals in this time.`);
  else output.note(output.colors.dim(formatCounted(rows, interval === undefined ? 'moment' : 'interval')));
}

const valueWidthMin = 10;

/** The end of the path, which is what tells signals apart, and the unit. */
function titleOf(path: string, { hasUnit }: { hasUnit: boolean }): string {
  const unit = hasUnit ? signalByPath(path)?.unit : undefined;
  const name = path
    .split('.')
    .slice(-2)
    .join('.')
    .replace(/^Vehicle\./, '');
  return unit === undefined ? name : `${name} [${unit}]`;
}
