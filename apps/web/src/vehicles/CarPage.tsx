// SPDX-License-Identifier: Apache-2.0
import '../ui/Button.css';
import '../ui/Field.css';
import './CarPage.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useNow } from '../app/clock.ts';
import { useLatestReadings } from '../records/useLatestReadings.ts';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { liveAgeMsMax } from './describeCarState.ts';
import { groupSignals } from './groupSignals.ts';
import { LiveStatus } from './LiveStatus.tsx';
import { SignalRow } from './SignalRow.tsx';
import { signalsQuery } from './signalsQuery.ts';

/** What the car says, value by value, each with its age, its source and its proof. */
export function CarPage() {
  const { carId } = useParams({ from: '/cars/$carId' });
  const { readings, data, error, refetch } = useLatestReadings(carId);
  const { data: catalogue } = useQuery(signalsQuery);
  const [filter, setFilter] = useState('');
  const now = useNow();
  if (data === undefined) {
    return error === null ? (
      <Skeleton height="24rem" />
    ) : (
      <ErrorState error={error} onRetry={() => void refetch()} />
    );
  }
  if (data.length === 0) return <NothingSaid />;
  const heardMs = data.reduce((newest, { timeMs }) => Math.max(newest, timeMs), 0);
  const isSilent = now - heardMs > liveAgeMsMax;
  const groups = groupSignals(readings.values(), {
    filter,
    nameOf: (signal) => catalogue?.get(signal)?.description ?? signal,
  });
  return (
    <div className="stack">
      <div className="live-bar">
        <input
          type="search"
          className="input live-filter"
          placeholder="Find a value: speed, door, temperature"
          aria-label="Show only values whose name has"
          value={filter}
          onChange={({ target }) => setFilter(target.value)}
        />
        <LiveStatus heardMs={heardMs} isSilent={isSilent} />
      </div>
      {groups.length === 0 && (
        <EmptyState title="No value is called so">
          Try another word, or a part of a VSS path such as <code>Powertrain</code>.
        </EmptyState>
      )}
      <div className="signal-groups">
        {groups.map(({ title, readings: members }) => (
          <Card key={title} title={title} className="signal-group">
            <ul className="plain-list">
              {members.map((reading) => (
                <SignalRow key={reading.signal} vehicle={carId} reading={reading} isSilent={isSilent} />
              ))}
            </ul>
          </Card>
        ))}
      </div>
    </div>
  );
}

function NothingSaid() {
  return (
    <EmptyState
      title="This car has not said anything yet"
      action={
        <>
          <Link className="button button-primary" to="/connect">
            Connect it
          </Link>
          <Link className="button button-plain" to="/data">
            Bring a recorded drive
          </Link>
        </>
      }
    >
      As soon as its first signed batch is here, its values appear by themselves.
    </EmptyState>
  );
}
