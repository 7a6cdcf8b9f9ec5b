// SPDX-License-Identifier: Apache-2.0
import './CarCard.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useNow } from '../app/clock.ts';
import { useFormat } from '../app/useFormat.ts';
import { useLatestReadings } from '../records/useLatestReadings.ts';
import { Age } from '../ui/Age.tsx';
import { Badge } from '../ui/Badge.tsx';
import { ChargeBar } from '../ui/ChargeBar.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Value } from '../ui/Value.tsx';
import { AttentionList } from './AttentionList.tsx';
import { lastDriveQuery, recentGapsQuery } from './carQueries.ts';
import { type CarState, describeCarState, liveAgeMsMax } from './describeCarState.ts';
import { findAttention } from './findAttention.ts';
import { formatLocation } from './formatLocation.ts';
import { LastDrive } from './LastDrive.tsx';
import type { ListedVehicle } from './vehiclesQuery.ts';

/** A car at a glance: how it is, where, since when, and what its owner should look at. */
export function CarCard({ vehicle }: { vehicle: ListedVehicle }) {
  const { id, model, deviceKey } = vehicle;
  const { readings, data, error, refetch } = useLatestReadings(id);
  const now = useNow();
  const gaps = useQuery(recentGapsQuery(id));
  const state = describeCarState(readings, now);
  const attention =
    data === undefined
      ? []
      : findAttention({
          state,
          hasDeviceKey: deviceKey !== null,
          gaps: gaps.data ?? [],
          readings,
          nowMs: now,
        });
  return (
    <article className="card car-card">
      <header className="car-head">
        <h2>
          <Link to="/cars/$carId" params={{ carId: id }}>
            {model}
          </Link>
        </h2>
        {data !== undefined && <ActivityBadge state={state} />}
      </header>
      {data === undefined && error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height="6rem" />}
      {data !== undefined && state.heardMs !== null && <StatePicture id={id} state={state} />}
      <LastDrive vehicle={id} heardMs={state.heardMs} isDriving={state.activity === 'driving'} />
      <AttentionList items={attention} />
      <footer className="car-foot">
        <span>{deviceKey?.source === 'simulated' ? 'Simulated car' : `Car ${id}`}</span>
        {state.heardMs !== null && (
          <span>
            Heard <Age timeMs={state.heardMs} staleAfterMs={liveAgeMsMax} />
          </span>
        )}
      </footer>
    </article>
  );
}

function ActivityBadge({ state: { activity, freshness } }: { state: CarState }) {
  if (activity === 'unknown') return <Badge>No word yet</Badge>;
  if (freshness !== 'live') return <Badge>{freshness === 'stale' ? 'Silent' : 'Resting'}</Badge>;
  const labels = { driving: 'Driving', charging: 'Charging', parked: 'Parked' } as const;
  return (
    <Badge tone="good" hasDot>
      {labels[activity]}
    </Badge>
  );
}

function StatePicture({ id, state }: { id: string; state: CarState }) {
  const format = useFormat();
  const isStale = state.freshness === 'stale';
  const { chargePercent, rangeMeters, location } = state;
  return (
    <>
      {chargePercent !== null && (
        <div className="car-charge">
          <div className="car-charge-values">
            <Value value={chargePercent} unit="percent" digitsMax={0} isLarge isStale={isStale} />
            {rangeMeters !== null && (
              <span className="soft">
                <Value value={rangeMeters / 1_000} unit="km" digitsMax={0} isStale={isStale} /> range
              </span>
            )}
          </div>
          <ChargeBar
            percent={chargePercent}
            isCharging={state.activity === 'charging'}
            isStale={state.freshness === 'stale'}
          />
        </div>
      )}
      <dl className="car-facts">
        <div>
          <dt>
            <Icon name="clock" size={16} />
            <span className="visually-hidden">Since</span>
          </dt>
          <dd>
            <Since id={id} state={state} />
          </dd>
        </div>
        {location !== null && (
          <div>
            <dt>
              <Icon name="pin" size={16} />
              <span className="visually-hidden">Where</span>
            </dt>
            <dd>{formatLocation(location, format.number)}</dd>
          </div>
        )}
      </dl>
    </>
  );
}

/** "Driving since 14:05 at 48 km/h", "Parked since yesterday". */
function Since({ id, state: { activity, speedKmh, heardMs } }: { id: string; state: CarState }) {
  const format = useFormat();
  const { data: drive } = useQuery(lastDriveQuery(id, heardMs));
  if (activity === 'driving') {
    const since = drive ? ` since ${format.time(drive.startMs)}` : '';
    return `Driving${since}${speedKmh === null ? '' : `, ${format.speed(speedKmh)}`}`;
  }
  if (activity === 'charging')
    return drive ? `Charging, parked since ${format.dateTime(drive.endMs)}` : 'Charging';
  if (drive) return `Parked since ${format.day(drive.endMs)}, ${format.time(drive.endMs)}`;
  if (drive === undefined) return <Skeleton width="14rem" />;
  return 'No drive yet';
}
