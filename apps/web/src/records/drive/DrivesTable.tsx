// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../app/useFormat.ts';
import { Badge } from '../../ui/Badge.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import type { Format } from '../../ui/format/createFormat.ts';
import { sourceMeanings, sourceNames } from '../../vehicles/sourceNames.ts';
import type { DriveSummary } from '../drivesQuery.ts';

export interface DrivesTableProps {
  vehicle: string;
  drives: readonly DriveSummary[];
  capacityWh: number | undefined;
}

export function DrivesTable({ vehicle, drives, capacityWh }: DrivesTableProps) {
  const format = useFormat();
  return (
    <DataTable
      caption="Drives, newest first"
      columns={columnsOf(vehicle, capacityWh, format)}
      rows={drives}
      keyOf={({ startMs }) => startMs}
    />
  );
}

function columnsOf(vehicle: string, capacityWh: number | undefined, format: Format): Column<DriveSummary>[] {
  const percent = (value: number) => format.percent(value, 1);
  const energyOf = ({ stateOfChargeDrop }: DriveSummary) =>
    stateOfChargeDrop === null || capacityWh === undefined
      ? undefined
      : (stateOfChargeDrop / 100) * capacityWh;
  const energy: Column<DriveSummary>[] =
    capacityWh === undefined
      ? []
      : [
          {
            key: 'energy',
            title: 'Energy',
            isNumber: true,
            isWide: true,
            render: (drive) => {
              const energyWh = energyOf(drive);
              if (energyWh === undefined) return '–';
              const perKm = drive.distanceMeters > 0 ? energyWh / (drive.distanceMeters / 1_000) : undefined;
              return (
                <>
                  {format.energy(energyWh)}
                  {perKm !== undefined && <div className="small faint">{format.consumption(perKm)}</div>}
                </>
              );
            },
          },
        ];
  return [
    {
      key: 'start',
      title: 'Start',
      render: (drive) => (
        <>
          <Link
            className="drive-link"
            to="/cars/$carId/drives/$startMs"
            params={{ carId: vehicle, startMs: String(drive.startMs) }}
          >
            <time dateTime={new Date(drive.startMs).toISOString()} title={format.utc(drive.startMs)}>
              {format.day(drive.startMs)}, {format.time(drive.startMs)}
            </time>
          </Link>
          <div className="small faint drive-more">{describeOnPhone(drive, format)}</div>
        </>
      ),
    },
    {
      key: 'duration',
      title: 'Duration',
      isNumber: true,
      isWide: true,
      render: ({ startMs, endMs }) => format.duration(endMs - startMs),
    },
    {
      key: 'distance',
      title: 'Distance',
      isNumber: true,
      render: ({ distanceMeters }) => format.distance(distanceMeters),
    },
    {
      key: 'charge',
      title: 'Charge used',
      isNumber: true,
      isWide: true,
      render: ({ stateOfChargeDrop, stateOfChargeStart, stateOfChargeEnd }) =>
        stateOfChargeDrop === null ? (
          '–'
        ) : (
          <>
            {percent(stateOfChargeDrop)}
            {stateOfChargeStart !== null && stateOfChargeEnd !== null && (
              <div className="small faint">
                {percent(stateOfChargeStart)} → {percent(stateOfChargeEnd)}
              </div>
            )}
          </>
        ),
    },
    ...energy,
    {
      key: 'mean',
      title: 'Mean speed',
      isNumber: true,
      isWide: true,
      render: ({ speedKmhMean }) => format.speed(speedKmhMean),
    },
    {
      key: 'top',
      title: 'Top speed',
      isNumber: true,
      isWide: true,
      render: ({ speedKmhMax }) => format.speed(speedKmhMax),
    },
    {
      key: 'gaps',
      title: 'Gaps',
      isNumber: true,
      isWide: true,
      render: ({ gaps }) =>
        gaps.length === 0 ? (
          <span className="faint">none</span>
        ) : (
          <Badge tone="warning" title="Stretches without readings; nothing is assumed about them">
            {gaps.length}
          </Badge>
        ),
    },
    {
      key: 'source',
      title: 'Source',
      isWide: true,
      render: ({ source }) => <Badge title={sourceMeanings[source]}>{sourceNames[source]}</Badge>,
    },
  ];
}

/** What stands in columns of its own where there is room. */
function describeOnPhone(drive: DriveSummary, format: Format): string {
  const { startMs, endMs, speedKmhMean, stateOfChargeDrop, gaps } = drive;
  return [
    format.duration(endMs - startMs),
    `mean ${format.speed(speedKmhMean)}`,
    ...(stateOfChargeDrop === null ? [] : [`${format.percent(stateOfChargeDrop, 1)} used`]),
    ...(gaps.length === 0 ? [] : [gaps.length === 1 ? '1 gap' : `${gaps.length} gaps`]),
  ].join(', ');
}
