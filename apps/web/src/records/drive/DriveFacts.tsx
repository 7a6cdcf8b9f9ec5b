// SPDX-License-Identifier: Apache-2.0
import './DriveFacts.css';
import type { ReactNode } from 'react';
import { useFormat } from '../../app/useFormat.ts';
import { Value } from '../../ui/Value.tsx';
import type { DriveSummary } from '../drivesQuery.ts';
import type { Series } from '../plots/Series.ts';

export interface DriveFactsProps {
  drive: DriveSummary;
  capacityWh: number | undefined;
  series: ReadonlyMap<string, Series> | undefined;
}

/** A drive in numbers. */
export function DriveFacts({ drive, capacityWh, series }: DriveFactsProps) {
  const format = useFormat();
  const { stateOfChargeDrop: drop, stateOfChargeStart, stateOfChargeEnd, distanceMeters } = drive;
  const energyWh = drop === null || capacityWh === undefined ? undefined : (drop / 100) * capacityWh;
  const weather = series === undefined ? undefined : weatherOf(series);
  const lostMs = drive.gaps.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  return (
    <dl className="stats">
      <Stat name="Distance">
        <Value value={distanceMeters / 1_000} unit="km" isLarge />
      </Stat>
      <Stat name="Duration">
        <span className="value value-large">{format.duration(drive.endMs - drive.startMs)}</span>
      </Stat>
      <Stat name="Mean speed" note={`top ${format.speed(drive.speedKmhMax)}`}>
        <Value value={drive.speedKmhMean} unit="km/h" isLarge />
      </Stat>
      {drop !== null && (
        <Stat
          name="Charge used"
          note={
            stateOfChargeStart !== null && stateOfChargeEnd !== null
              ? `${format.percent(stateOfChargeStart, 1)} → ${format.percent(stateOfChargeEnd, 1)}`
              : undefined
          }
        >
          <Value value={drop} unit="percent" isLarge />
        </Stat>
      )}
      {energyWh !== undefined && (
        <Stat
          name="Energy"
          note={distanceMeters > 0 ? format.consumption(energyWh / (distanceMeters / 1_000)) : undefined}
        >
          <Value value={energyWh / 1_000} unit="kWh" isLarge />
        </Stat>
      )}
      {weather !== undefined && (
        <Stat name="Weather" note={weather.note(format.temperature)}>
          <span className="value value-large">{weather.conditions}</span>
        </Stat>
      )}
      <Stat
        name="Gaps"
        note={drive.gaps.length === 0 ? 'nothing is missing' : `${format.duration(lostMs)} missing`}
      >
        <Value value={drive.gaps.length} isLarge />
      </Stat>
    </dl>
  );
}

function Stat({ name, note, children }: { name: string; note?: string | undefined; children: ReactNode }) {
  return (
    <div className="stat">
      <dt>{name}</dt>
      <dd>
        {children}
        {note !== undefined && <span className="stat-note">{note}</span>}
      </dd>
    </div>
  );
}

function weatherOf(series: ReadonlyMap<string, Series>) {
  const conditions = [...new Set(series.get('Vehicle.Datacar.Weather.Condition')?.values ?? [])];
  const degrees = (series.get('Vehicle.Exterior.AirTemperature')?.values ?? []).filter(
    (value) => typeof value === 'number',
  );
  if (conditions.length === 0) return undefined;
  return {
    conditions: conditions.slice(0, 2).join(', '),
    note: (write: (celsius: number) => string): string | undefined => {
      if (degrees.length === 0) return undefined;
      const min = degrees.reduce((a, b) => Math.min(a, b));
      const max = degrees.reduce((a, b) => Math.max(a, b));
      return min === max ? write(min) : `${write(min)} to ${write(max)}`;
    },
  };
}
