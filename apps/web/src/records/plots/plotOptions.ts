// SPDX-License-Identifier: Apache-2.0
import uPlot from 'uplot';
import type { Format } from '../../ui/format/createFormat.ts';
import type { SharedCursor } from './createCursor.ts';
import { drawGaps } from './drawGaps.ts';
import type { GapSpan } from './Series.ts';
import { themeColor } from './themeColors.ts';

export interface PlotLine {
  label: string;
  color: `--${string}`;
  /** As it is written beside the numbers. */
  unit: string;
  digitsMax: number;
  /** Holds until the next value is said: limits, switches, conditions. */
  isStepped?: boolean | undefined;
  isDashed?: boolean | undefined;
  isFilled?: boolean | undefined;
  /** Single values, not joined. */
  isPoints?: boolean | undefined;
  /** Not a line, but the edge of an area: `[upper, lower]` as positions among the lines. */
  isEdge?: boolean | undefined;
}

export interface PlotOptionsParameters {
  lines: readonly PlotLine[];
  cursor: SharedCursor;
  gaps: readonly GapSpan[];
  valueRange?: readonly [min: number, max: number] | undefined;
  format: Format;
  timeZone: string | undefined;
  theme: 'light' | 'dark';
  widthPx: number;
  heightPx: number;
}

const axisFont = '11px system-ui, sans-serif';
const daySeconds = 86_400;
const valueAxisPx = 46;
const digitPx = 7;
const timeAxisPx = 26;

export function plotOptions(parameters: PlotOptionsParameters): uPlot.Options {
  const { lines, cursor, gaps, valueRange, format, timeZone, theme, widthPx, heightPx } = parameters;
  const range = cursor.getRange();
  const axis = {
    font: axisFont,
    stroke: themeColor('--text-faint', theme),
    grid: { stroke: themeColor('--border', theme), width: 1 },
    ticks: { show: false },
  };
  const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const day = new Intl.DateTimeFormat(undefined, { timeZone: zone, day: 'numeric', month: 'short' });
  const edges = lines.flatMap(({ isEdge }, index) => (isEdge === true ? [index + 1] : []));
  const [upper, lower] = edges;
  const edgeColor = lines.find(({ isEdge }) => isEdge)?.color;
  return {
    width: widthPx,
    height: heightPx,
    padding: [8, 16, 0, 0],
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), zone),
    legend: { show: false },
    focus: { alpha: 1 },
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: 6 },
      points: { size: 9, width: 2 },
      // The shared cursor moves it; uPlot follows the pointer only while a stretch is drawn.
      bind: { mousemove: whilePressed, mouseleave: whilePressed },
      // A held cursor does not follow the pointer.
      move: (plot, left, top) => {
        const { timeMs, isPinned } = cursor.get();
        return isPinned && timeMs !== null ? [plot.valToPos(timeMs / 1_000, 'x'), top] : [left, top];
      },
    },
    scales: {
      x: { time: true, auto: false, min: range.fromMs / 1_000, max: range.toMs / 1_000 },
      y: { range: (_plot, min, max) => (valueRange === undefined ? roomAround(min, max) : [...valueRange]) },
    },
    axes: [
      {
        ...axis,
        size: timeAxisPx,
        space: 64,
        gap: 4,
        values: (_plot, splits, _axis, _space, step) =>
          splits.map((seconds) => nameTime(seconds, step, { format, day })),
      },
      {
        ...axis,
        size: (_plot, values) => axisWidth(values ?? []),
        gap: 6,
        space: 28,
        values: (_plot, splits) => splits.map((value) => format.number(value, 2)),
      },
    ],
    series: [{}, ...lines.map((line) => seriesOf(line, theme))],
    bands:
      upper === undefined || lower === undefined || edgeColor === undefined
        ? []
        : [{ series: [upper, lower], fill: translucent(edgeColor, theme, 22) }],
    hooks: { drawClear: [(plot) => drawGaps(plot, gaps, themeColor('--gap', theme))] },
  };
}

function whilePressed(_plot: uPlot, _target: HTMLElement, handle: (event: MouseEvent) => null) {
  return (event: MouseEvent): null => ((event.buttons & 1) === 1 ? handle(event) : null);
}

/** As wide as its longest number. */
function axisWidth(values: readonly string[]): number {
  const longest = values.reduce((length, value) => Math.max(length, value?.length ?? 0), 0);
  return Math.max(valueAxisPx, longest * digitPx + 10);
}

function seriesOf(
  { color, isStepped, isDashed, isFilled, isPoints, isEdge }: PlotLine,
  theme: 'light' | 'dark',
): uPlot.Series {
  const stroke = themeColor(color, theme);
  return {
    stroke: isEdge === true ? 'transparent' : stroke,
    width: isPoints === true ? 0 : isEdge === true ? 0 : 1.5,
    spanGaps: false,
    ...(isDashed === true ? { dash: [5, 4] } : {}),
    ...(isFilled === true ? { fill: translucent(color, theme, 14) } : {}),
    ...(isStepped === true ? { paths: uPlot.paths.stepped?.({ align: 1 }) } : {}),
    ...(isPoints === true ? { paths: () => null } : {}),
    // A line of few readings has points, unless it holds between them anyway.
    points:
      isPoints === true
        ? { show: true, size: 7, width: 1.5, fill: stroke }
        : isEdge === true || isDashed === true || isStepped === true
          ? { show: false }
          : {},
  } as uPlot.Series;
}

/** A theme color with so many percent of itself. */
function translucent(color: `--${string}`, theme: 'light' | 'dark', percent: number): string {
  return themeColor(color, theme).replace(/^rgb\((.*)\)$/, `rgb($1, ${percent / 100})`);
}

/** A twentieth above and below, and a plot also for a value that never changes. */
function roomAround(min: number | null, max: number | null): [number, number] {
  if (min === null || max === null || !Number.isFinite(min) || !Number.isFinite(max)) return [0, 1];
  const room = max === min ? Math.max(1, Math.abs(max) * 0.05) : (max - min) * 0.06;
  return [min >= 0 && min - room < 0 ? 0 : min - room, max + room];
}

function nameTime(
  seconds: number,
  step: number,
  { format, day }: { format: Format; day: Intl.DateTimeFormat },
): string {
  const timeMs = seconds * 1_000;
  if (step >= daySeconds) return day.format(timeMs);
  return format.time(timeMs);
}
