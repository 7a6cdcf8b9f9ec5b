// SPDX-License-Identifier: Apache-2.0
import './PlotFigure.css';
import type { ReactNode } from 'react';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { CursorText } from './CursorText.tsx';
import type { PlotProps } from './Plot.tsx';
import { indexAtOrBefore } from './Series.ts';
import { usePlot } from './usePlot.ts';

export interface PlotFigureProps extends PlotProps {
  title: string;
  /** Below the plot: the table that says the same, for people who do not see it. */
  table: ReactNode;
  /** How a value is written; by default with the line's unit. */
  describe?: ((value: number, line: number) => string) | undefined;
}

/** A plot with its name, its lines' names and values at the cursor, and the table behind it. */
export function PlotFigure({ title, table, describe, ...plot }: PlotFigureProps) {
  const { columns, lines, cursor } = plot;
  const Plot = usePlot();
  const named = lines.flatMap((line, index) => (line.isEdge === true ? [] : [{ line, index }]));
  return (
    <figure className="plot">
      <figcaption className="plot-head">
        <span className="plot-title">{title}</span>
        {named.map(({ line, index }) => (
          <span key={line.label} className="plot-line">
            <span
              className={line.isDashed === true ? 'plot-swatch plot-swatch-dashed' : 'plot-swatch'}
              style={{ color: `var(${line.color})` }}
              aria-hidden="true"
            />
            {named.length > 1 && <span className="soft">{line.label}</span>}
            <CursorText
              cursor={cursor}
              read={(timeMs) => readColumn(plot, index, timeMs, describe)}
              otherwise={line.unit}
            />
          </span>
        ))}
      </figcaption>
      <div className="plot-area" role="img" aria-label={describePlot(title, columns, lines)}>
        {Plot === undefined ? <Skeleton height={`${plot.heightPx}px`} /> : <Plot {...plot} />}
      </div>
      {table}
    </figure>
  );
}

const numbers = new Map<number, Intl.NumberFormat>();

function write(value: number, digitsMax: number): string {
  let format = numbers.get(digitsMax);
  if (format === undefined) {
    format = new Intl.NumberFormat(undefined, { maximumFractionDigits: digitsMax });
    numbers.set(digitsMax, format);
  }
  return format.format(value);
}

function readColumn(
  { columns, lines }: PlotProps,
  index: number,
  timeMs: number,
  describe: PlotFigureProps['describe'],
): string {
  const at = indexAtOrBefore(columns[0], timeMs / 1_000);
  const value = columns[index + 1]?.[at];
  const line = lines[index];
  if (line === undefined) return '';
  if (value === null || value === undefined) return 'no data';
  return describe?.(value, index) ?? `${write(value, line.digitsMax)}\u202f${line.unit}`;
}

/** What the plot shows, for people who do not see it. */
function describePlot(title: string, columns: PlotProps['columns'], lines: PlotProps['lines']): string {
  const parts = lines.flatMap((line, index) => {
    if (line.isEdge === true) return [];
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    for (const value of columns[index + 1] ?? []) {
      if (value === null || value === undefined) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    if (min > max) return [`${line.label}: no data`];
    return [`${line.label} from ${write(min, line.digitsMax)} to ${write(max, line.digitsMax)} ${line.unit}`];
  });
  return `Plot of ${title}. ${parts.join('; ')}. The table below it has every value.`;
}
