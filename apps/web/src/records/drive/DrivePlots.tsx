// SPDX-License-Identifier: Apache-2.0
import { memo, useMemo } from 'react';
import { useFormat } from '../../app/useFormat.ts';
import type { Format } from '../../ui/format/createFormat.ts';
import type { CatalogueSignal } from '../../vehicles/signalsQuery.ts';
import type { SharedCursor } from '../plots/createCursor.ts';
import { PlotFigure } from '../plots/PlotFigure.tsx';
import { plotScale } from '../plots/plotScale.ts';
import type { GapSpan, Series } from '../plots/Series.ts';
import { SeriesTable } from '../plots/SeriesTable.tsx';
import { toPlotColumns } from '../plots/toPlotColumns.ts';
import { type DrivePlot, drivePlots } from './driveSignals.ts';

export interface DrivePlotsProps {
  vehicle: string;
  series: ReadonlyMap<string, Series>;
  gaps: readonly GapSpan[];
  isRaw: boolean;
  catalogue: ReadonlyMap<string, CatalogueSignal>;
  cursor: SharedCursor;
  /** Called as each plot stands. */
  onDrawn(): void;
}

/** The plots that a drive has, under each other. */
export const DrivePlots = memo(function DrivePlots({ series, ...rest }: DrivePlotsProps) {
  return (
    <div className="stack drive-plots">
      {plotsOf(series).map((plot) => (
        <OnePlot key={plot.title} plot={plot} series={series} {...rest} />
      ))}
    </div>
  );
});

/** The plots of which the car recorded at least one signal. */
export function plotsOf(series: ReadonlyMap<string, Series>): DrivePlot[] {
  return drivePlots.filter(({ lines }) => lines.some(({ signal }) => series.has(signal)));
}

interface OnePlotProps extends DrivePlotsProps {
  plot: DrivePlot;
}

function OnePlot({ plot, vehicle, series, gaps, isRaw, catalogue, cursor, onDrawn }: OnePlotProps) {
  const format = useFormat();
  const { shown, columns, lines } = useMemo(
    () => preparePlot(plot, { series, gaps, format }),
    [plot, series, gaps, format],
  );
  return (
    <PlotFigure
      title={plot.title}
      columns={columns}
      lines={lines}
      gaps={gaps}
      cursor={cursor}
      heightPx={plot.heightPx}
      onDrawn={onDrawn}
      table={
        <SeriesTable
          caption={`${plot.title}: ${isRaw ? 'readings' : 'means'} of the drive`}
          series={shown}
          nameOf={(signal) => catalogue.get(signal)?.description ?? signal}
          vehicle={isRaw ? vehicle : undefined}
          cursor={cursor}
        />
      }
    />
  );
}

function preparePlot(
  { lines }: DrivePlot,
  { series, gaps, format }: { series: ReadonlyMap<string, Series>; gaps: readonly GapSpan[]; format: Format },
) {
  const drawn = lines.flatMap((line) => {
    const one = series.get(line.signal);
    return one === undefined ? [] : [{ line, one }];
  });
  const shown = drawn.map(({ one }) => one);
  const [main, ...others] = shown;
  return {
    shown,
    columns: toPlotColumns([main ?? { signal: '', unit: null, timesMs: [], values: [] }, ...others], {
      gaps,
      scale: (unit) => plotScale(unit, format),
    }),
    lines: drawn.map(({ line, one }) => {
      const { unit, digitsMax } = plotScale(one.unit, format);
      return { ...line, unit, digitsMax };
    }),
  };
}
