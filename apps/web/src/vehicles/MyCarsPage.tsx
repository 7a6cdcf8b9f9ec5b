// SPDX-License-Identifier: Apache-2.0

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useSession } from '../app/useSession.ts';
import { useLiveState } from '../records/liveFeed.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Icon } from '../ui/Icon.tsx';
import { LiveBadge } from '../ui/LiveBadge.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { CarCard } from './CarCard.tsx';
import { vehiclesQuery } from './vehiclesQuery.ts';
import './MyCarsPage.css';

export function MyCarsPage() {
  const { data: vehicles, error, refetch } = useQuery(vehiclesQuery);
  const live = useLiveState();
  return (
    <>
      <PageHeader
        title="My cars"
        actions={vehicles !== undefined && vehicles.length > 0 && <LiveBadge {...live} />}
      />
      {vehicles === undefined && error !== null && (
        <ErrorState error={error} onRetry={() => void refetch()} />
      )}
      {vehicles === undefined && error === null && (
        <div className="car-grid" role="status" aria-label="Loading your cars">
          <Skeleton height="17rem" />
          <Skeleton height="17rem" />
        </div>
      )}
      {vehicles?.length === 0 && <FirstCar />}
      {vehicles !== undefined && vehicles.length > 0 && (
        <ul className="plain-list car-grid">
          {vehicles.map((vehicle) => (
            <li key={vehicle.id}>
              <CarCard vehicle={vehicle} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What a person without a car sees: the first step. */
function FirstCar() {
  const { data: session } = useSession();
  if (session?.isOperator === false) {
    return (
      <EmptyState icon={<Icon name="car" size={44} />} title="No car of yours here">
        <p>
          No car on this server belongs to this account, and nobody has shared one with it. Ask the owner for
          an invitation, or sign in as the account that owns the car.
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Icon name="car" size={44} />}
      title="No car here yet"
      action={
        <>
          <Link className="button button-primary" to="/data">
            Bring a recorded drive
          </Link>
          <Link className="button button-plain" to="/connect">
            Connect a car
          </Link>
        </>
      }
    >
      <p>
        A car is registered once, with its identification number. From then on everything that it says is
        signed with its own key, belongs to you, and can be checked by anyone you show it to.
      </p>
      <p>
        Start with a recording of a drive, a CSV file from any logger, or connect a dongle that speaks MQTT.
      </p>
    </EmptyState>
  );
}
