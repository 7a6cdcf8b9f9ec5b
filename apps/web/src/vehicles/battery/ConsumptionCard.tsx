// SPDX-License-Identifier: Apache-2.0
import { summarizeSpread } from '@datacar/core/batteries/summarizeSpread';
import { useMemo } from 'react';
import { useFormat } from '../../app/useFormat.ts';
import type { DriveSummary } from '../../records/drivesQuery.ts';
import { createCursor } from '../../records/plots/createCursor.ts';
import { PlotFigure } from '../../records/plots/PlotFigure.tsx';
import type { PlotLine } from '../../records/plots/plotOptions.ts';
import type { Series } from '../../records/plots/Series.ts';
import { SeriesTable } from '../../records/plots/SeriesTable.tsx';
import type { PlotColumns } from '../../records/plots/toPlotColumns.ts';
import { Card } from '../../ui/Card.tsx';

/** On a shorter drive a step of the gauge is a large part of what was used. */
const distanceMetersMin = 2_000;
/** Quartiles of fewer say nothing. */
const drivesMin = 4;
const dayMs = 86_400_000;
const noGaps: never[] = [];

export interface ConsumptionCardProps {
  drives: readonly DriveSummary[];
  capacityWh: number | undefined;
}

/** What drives take from the battery per distance: each one, the middle one, and the half in the middle. */
export function ConsumptionCard({ drives, capacityWh }: ConsumptionCardProps) {
  const format = useFormat();
  const { series, spread } = useMemo(() => measure(drives, capacityWh), [drives, capacityWh]);
  const [firstMs = 0] = series.timesMs;
  const lastMs = series.timesMs.at(-1) ?? firstMs;
  const cursor = useMemo(
    () => createCursor({ fromMs: firstMs - dayMs / 2, toMs: lastMs + dayMs / 2 }),
    [firstMs, lastMs],
  );
  const { unit } = series;
  const label = unitLabel(unit, format.convert(1, 'km').unit);
  const convert = (value: number): number =>
    unit === 'percent' ? value / (format.convert(1, 'km').value || 1) : format.convert(value, unit).value;
  if (spread === undefined) {
    return (
      <Card title="Energy per distance">
        <p className="battery-missing">Not enough to say</p>
        <p className="small soft">
          It takes a drive of at least {format.distance(distanceMetersMin)} on which the car records its state
          of charge.
        </p>
      </Card>
    );
  }
  const values = series.values.map((value) => convert(Number(value)));
  const hasQuartiles = spread.count >= drivesMin;
  const level = (value: number) => values.map(() => convert(value));
  const columns: PlotColumns = [
    series.timesMs.map((timeMs) => timeMs / 1_000),
    values,
    level(spread.median),
    ...(hasQuartiles ? [level(spread.quartileUpper), level(spread.quartileLower)] : []),
  ];
  const line = { unit: label, digitsMax: 1 };
  const lines: PlotLine[] = [
    { ...line, label: 'Each drive', color: '--series-1', isPoints: true },
    { ...line, label: 'Median', color: '--series-2', isDashed: true },
    ...(hasQuartiles ? (['Upper quartile', 'Lower quartile'] as const) : []).map(
      (edge): PlotLine => ({ ...line, label: edge, color: '--series-2', isEdge: true }),
    ),
  ];
  const write = (value: number) => `${format.number(convert(value), 1)}\u00a0${label}`;
  return (
    <Card title="Energy per distance" aside={spread.count === 1 ? '1 drive' : `${spread.count} drives`}>
      <div className="stack">
        <p className="row">
          <span className="value value-large">{format.number(convert(spread.median), 1)}</span>
          <span className="soft">{label}, the median</span>
        </p>
        <p className="small soft">
          {hasQuartiles &&
            `Half of the drives are between ${write(spread.quartileLower)} and ${write(spread.quartileUpper)} (quartiles).`}
          {capacityWh === undefined
            ? ' The car does not state its usable capacity, so this is in points of charge rather than in kWh.'
            : ` From the drop of the charge and the stated capacity of ${format.energy(capacityWh)}.`}
        </p>
        <PlotFigure
          title="Each drive"
          {...{ columns, lines, cursor }}
          gaps={noGaps}
          heightPx={200}
          table={
            <SeriesTable
              caption="Energy per distance of each drive"
              series={[{ ...series, unit: null, values: values.map((value) => Math.round(value * 10) / 10) }]}
              nameOf={() => label}
            />
          }
        />
      </div>
    </Card>
  );
}

function unitLabel(unit: string | null, distance: string): string {
  return unit === 'percent' ? `% per 100\u00a0${distance}` : `kWh/100\u00a0${distance}`;
}

/** Per 100 km, in kWh where the capacity is known, else in points of charge; oldest first. */
function measure(drives: readonly DriveSummary[], capacityWh: number | undefined) {
  const known = drives
    .filter(
      ({ stateOfChargeDrop, distanceMeters }) =>
        stateOfChargeDrop !== null && distanceMeters >= distanceMetersMin,
    )
    .toSorted((a, b) => a.startMs - b.startMs);
  const values = known.map(({ stateOfChargeDrop, distanceMeters }) => {
    const perHundredKm = (stateOfChargeDrop ?? 0) / (distanceMeters / 100_000);
    return capacityWh === undefined ? perHundredKm : (perHundredKm / 100) * (capacityWh / 1_000);
  });
  const series: Series = {
    signal: 'consumption',
    unit: capacityWh === undefined ? 'percent' : 'kWh/100km',
    timesMs: known.map(({ startMs }) => startMs),
    values,
  };
  return { series, spread: summarizeSpread(values) };
}
