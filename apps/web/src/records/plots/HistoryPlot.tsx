// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import { useFormat } from '../../app/useFormat.ts';
import { createCursor, type TimeRange } from './createCursor.ts';
import type { History } from './historyQuery.ts';
import { PlotFigure } from './PlotFigure.tsx';
import type { PlotLine } from './plotOptions.ts';
import { plotScale } from './plotScale.ts';
import { SeriesTable } from './SeriesTable.tsx';
import { toPlotColumns } from './toPlotColumns.ts';

export interface HistoryPlotProps {
  title: string;
  vehicle: string;
  history: History;
  range: TimeRange;
  heightPx: number;
  valueRange?: readonly [min: number, max: number] | undefined;
  color?: `--${string}` | undefined;
}

/** One signal over time: its readings, or the means of intervals within the span of their least and greatest. */
export function HistoryPlot({
  title,
  vehicle,
  history,
  range,
  heightPx,
  valueRange,
  color = '--series-1',
}: HistoryPlotProps) {
  const format = useFormat();
  const { main, edges, gaps, every, breakAfterMs } = history;
  const cursor = useMemo(() => createCursor(range), [range]);
  const { unit, digitsMax } = plotScale(main.unit, format);
  const isText = main.values.some((value) => typeof value === 'string');
  const isSwitch = main.values.some((value) => typeof value === 'boolean');
  const columns = useMemo(
    () =>
      toPlotColumns(edges === null ? [main] : [main, edges.max, edges.min], {
        gaps,
        breakAfterMs,
        scale: (unit) => plotScale(unit, format),
      }),
    [main, edges, gaps, breakAfterMs, format],
  );
  const lines = useMemo((): PlotLine[] => {
    const line: PlotLine = { label: title, color, unit, digitsMax, isStepped: edges === null };
    const edge: PlotLine = { ...line, isEdge: true };
    return edges === null ? [line] : [line, { ...edge, label: 'Greatest' }, { ...edge, label: 'Least' }];
  }, [title, color, unit, digitsMax, edges]);
  const columnNames = new Map([
    [main.signal, every === null ? title : `${edges === null ? 'Last' : 'Mean'} of every ${every}`],
    ['max', 'Greatest'],
    ['min', 'Least'],
  ]);
  const table = (
    <SeriesTable
      caption={title}
      series={
        edges === null ? [main] : [main, { ...edges.max, signal: 'max' }, { ...edges.min, signal: 'min' }]
      }
      nameOf={(signal) => columnNames.get(signal) ?? signal}
      vehicle={every === null ? vehicle : undefined}
      cursor={cursor}
    />
  );
  // Words have no height to draw them at.
  if (isText) return table;
  return (
    <PlotFigure
      {...{ title, columns, lines, gaps, cursor, heightPx, valueRange, table }}
      describe={isSwitch ? (value) => (value === 1 ? 'Yes' : 'No') : undefined}
    />
  );
}
