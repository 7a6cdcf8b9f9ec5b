// SPDX-License-Identifier: Apache-2.0
import './DriveFacts.css';
import { useFormat } from '../../app/useFormat.ts';
import { Value } from '../../ui/Value.tsx';
import type { DriveSummary } from '../drivesQuery.ts';

export interface DriveTotalsProps {
  drives: readonly DriveSummary[];
  capacityWh: number | undefined;
  /** More drives are there than were loaded. */
  hasMore: boolean;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What the drives that are shown add up to. */
export function DriveTotals({ drives, capacityWh, hasMore }: DriveTotalsProps) {
  const format = useFormat();
  const distanceMeters = sum(drives.map((drive) => drive.distanceMeters));
  const coveredMs = sum(drives.map((drive) => drive.coveredMs));
  const charged = drives.filter(({ stateOfChargeDrop }) => stateOfChargeDrop !== null);
  const drop = sum(charged.map(({ stateOfChargeDrop }) => stateOfChargeDrop ?? 0));
  const chargedMeters = sum(charged.map((drive) => drive.distanceMeters));
  const energyWh = capacityWh === undefined ? undefined : (drop / 100) * capacityWh;
  const gaps = sum(drives.map((drive) => drive.gaps.length));
  const lostMs = sum(drives.flatMap((drive) => drive.gaps.map(({ fromMs, toMs }) => toMs - fromMs)));
  const facts: [name: string, value: React.ReactNode, note?: string][] = [
    ['Drives', `${format.number(drives.length, 0)}${hasMore ? '+' : ''}`],
    ['Distance', <Value key="distance" value={distanceMeters / 1_000} unit="km" isLarge />],
    ['Time driven', format.duration(coveredMs)],
  ];
  if (charged.length > 0 && energyWh === undefined) {
    facts.push([
      'Charge used',
      <Value key="charge" value={drop} unit="percent" isLarge />,
      `${format.number((drop / (format.convert(chargedMeters / 1_000, 'km').value || 1)) * 100, 1)}\u202f% per 100\u00a0${format.convert(1, 'km').unit}`,
    ]);
  }
  if (energyWh !== undefined && chargedMeters > 0) {
    facts.push([
      'Energy',
      <Value key="energy" value={energyWh / 1_000} unit="kWh" isLarge />,
      format.consumption(energyWh / (chargedMeters / 1_000)),
    ]);
  }
  facts.push([
    'Gaps',
    format.number(gaps, 0),
    gaps === 0 ? 'nothing is missing' : `${format.duration(lostMs)} missing`,
  ]);
  return (
    <dl className="stats">
      {facts.map(([name, value, note]) => (
        <div key={name} className="stat">
          <dt>{name}</dt>
          <dd>
            {typeof value === 'string' ? <span className="value value-large">{value}</span> : value}
            {note !== undefined && <span className="stat-note">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
