// SPDX-License-Identifier: Apache-2.0
import './DrivePage.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useFormat } from '../app/useFormat.ts';
import { Badge } from '../ui/Badge.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { sourceNames } from '../vehicles/sourceNames.ts';
import { vehicleQuery } from '../vehicles/vehicleQuery.ts';
import { DriveView } from './drive/DriveView.tsx';
import { driveQuery } from './drivesQuery.ts';

/** One drive: its way on the map and what the car recorded, on one shared cursor. */
export function DrivePage() {
  const { carId, startMs } = useParams({ from: '/cars/$carId/drives/$startMs' });
  const format = useFormat();
  const { data: vehicle } = useQuery(vehicleQuery(carId));
  const { data: drive, error, refetch } = useQuery(driveQuery(carId, Number(startMs)));
  return (
    <>
      <PageHeader
        title={`Drive of ${format.dateTime(Number(startMs))}`}
        back={
          <Link to="/cars/$carId/drives" params={{ carId }}>
            ← Drives{vehicle === undefined ? '' : ` of ${vehicle.model}`}
          </Link>
        }
        actions={drive != null && <Badge>{sourceNames[drive.source]}</Badge>}
      />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {drive === undefined && error === null && <Skeleton height="24rem" />}
      {drive === null && (
        <EmptyState
          title="No drive began at this moment"
          action={
            <Link className="button button-primary" to="/cars/$carId/drives" params={{ carId }}>
              Show all drives
            </Link>
          }
        >
          Drives are found from the readings of the speed. New readings from that time may have joined this
          drive with another one.
        </EmptyState>
      )}
      {drive != null && <DriveView key={drive.startMs} vehicle={carId} drive={drive} />}
    </>
  );
}
