// SPDX-License-Identifier: Apache-2.0
import 'uplot/dist/uPlot.min.css';
import { useLayoutEffect, useRef } from 'react';
import uPlot from 'uplot';
import { usePreferences } from '../../app/preferences.ts';
import { useFormat } from '../../app/useFormat.ts';
import { useTheme } from '../../app/useTheme.ts';
import type { SharedCursor } from './createCursor.ts';
import { followCursor } from './followCursor.ts';
import { type PlotLine, plotOptions } from './plotOptions.ts';
import type { GapSpan } from './Series.ts';
import type { PlotColumns } from './toPlotColumns.ts';

export interface PlotProps {
  columns: PlotColumns;
  lines: readonly PlotLine[];
  gaps: readonly GapSpan[];
  cursor: SharedCursor;
  heightPx: number;
  /** Ends of the value axis; by default those of the values. */
  valueRange?: readonly [min: number, max: number] | undefined;
  onDrawn?: (() => void) | undefined;
}

/** A plot over time. Its module brings uPlot, so it is loaded where it is shown: see `PlotFigure`. */
export function Plot({ columns, lines, gaps, cursor, heightPx, valueRange, onDrawn }: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  const format = useFormat();
  const { timeZone } = usePreferences();
  const drawn = useRef(onDrawn);
  drawn.current = onDrawn;

  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const options = plotOptions({
      ...{ lines, cursor, gaps, valueRange, format, theme },
      timeZone: timeZone === 'local' ? undefined : timeZone,
      widthPx: element.clientWidth,
      heightPx,
    });
    const plot = new uPlot(options, columns as uPlot.AlignedData, element);
    const unfollow = followCursor(plot, cursor);
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0 && element.clientWidth !== plot.width) {
        plot.setSize({ width: element.clientWidth, height: heightPx });
      }
    });
    observer.observe(element);
    drawn.current?.();
    return () => {
      observer.disconnect();
      unfollow();
      plot.destroy();
    };
  }, [columns, lines, gaps, cursor, heightPx, valueRange, theme, format, timeZone]);

  return <div ref={place} className="plot-canvas" style={{ height: heightPx }} />;
}
