// SPDX-License-Identifier: Apache-2.0
import '../ui/Field.css';
import './DrivesPage.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { usePreferences } from '../app/preferences.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { parseZonedTime } from '../ui/format/zonedTime.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { statedCapacityWh } from '../vehicles/capacity.ts';
import { DrivesTable } from './drive/DrivesTable.tsx';
import { DriveTotals } from './drive/DriveTotals.tsx';
import { drivesQuery } from './drivesQuery.ts';
import type { DrivesSearch } from './readDrivesSearch.ts';
import { useLatestReadings } from './useLatestReadings.ts';

const dayMs = 86_400_000;
/** So many pages come by themselves, that the newest drives are on top; more come when they are asked for. */
const pagesAtOnce = 5;

/** All drives of a car, newest first, with their sums. */
export function DrivesPage() {
  const { carId } = useParams({ from: '/cars/$carId/drives' });
  const search = useSearch({ from: '/cars/$carId/drives' });
  const navigate = useNavigate({ from: '/cars/$carId/drives' });
  const { timeZone } = usePreferences();
  const zone = timeZone === 'local' ? undefined : timeZone;
  const lastDayMs = search.to === undefined ? undefined : parseZonedTime(search.to, zone);
  const query = useInfiniteQuery(
    drivesQuery(carId, {
      fromMs: search.from === undefined ? undefined : parseZonedTime(search.from, zone),
      // The day after at the same clock time, whatever the summer time does in between.
      toMs:
        lastDayMs === undefined
          ? undefined
          : parseZonedTime(
              new Date(Date.parse(`${search.to}T00:00Z`) + dayMs).toISOString().slice(0, 10),
              zone,
            ),
    }),
  );
  const { readings } = useLatestReadings(carId);
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = query;
  const pages = data?.pages.length ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetching && pages < pagesAtOnce) void fetchNextPage();
  }, [hasNextPage, isFetching, pages, fetchNextPage]);
  const drives = data?.pages.flatMap(({ items }) => items).toReversed();
  const capacityWh = statedCapacityWh(readings);
  const isFiltered = search.from !== undefined || search.to !== undefined;
  return (
    <div className="stack">
      <DateFilter search={search} onChange={(next) => void navigate({ search: next, replace: true })} />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {drives === undefined && error === null && <Skeleton height="20rem" />}
      {drives !== undefined && drives.length === 0 && (
        <EmptyState
          title={isFiltered ? 'No drive in this time' : 'No drives yet'}
          action={
            isFiltered ? (
              <Button onClick={() => void navigate({ search: {}, replace: true })}>Show all drives</Button>
            ) : (
              <Link className="button button-primary" to="/data">
                Bring a recorded drive
              </Link>
            )
          }
        >
          {isFiltered
            ? 'Widen the dates, or look at all of them.'
            : 'Drives are found by themselves in what the car says of its speed. Drive a bit, or bring a log of an earlier drive.'}
        </EmptyState>
      )}
      {drives !== undefined && drives.length > 0 && (
        <>
          <DriveTotals drives={drives} capacityWh={capacityWh} hasMore={hasNextPage} />
          <Card isFlush>
            <DrivesTable vehicle={carId} drives={drives} capacityWh={capacityWh} />
          </Card>
          {hasNextPage && (
            <div className="row">
              <Button isBusy={isFetching} onClick={() => void fetchNextPage()}>
                Load later drives
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}

function DateFilter({ search, onChange }: { search: DrivesSearch; onChange(next: DrivesSearch): void }) {
  const set = (end: 'from' | 'to', value: string): void => {
    const { [end]: _old, ...rest } = search;
    onChange(value === '' ? rest : { ...rest, [end]: value });
  };
  return (
    <search className="row drives-filter">
      {(['from', 'to'] as const).map((end) => (
        <label key={end} className="drives-date">
          <span className="small soft">{end === 'from' ? 'From' : 'To'}</span>
          <input
            type="date"
            className="input"
            value={search[end] ?? ''}
            max={end === 'from' ? search.to : undefined}
            min={end === 'to' ? search.from : undefined}
            onChange={({ target }) => set(end, target.value)}
          />
        </label>
      ))}
      {(search.from !== undefined || search.to !== undefined) && (
        <Button kind="quiet" isSmall onClick={() => onChange({})}>
          All drives
        </Button>
      )}
    </search>
  );
}
