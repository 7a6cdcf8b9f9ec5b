// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { RoutePending } from '../app/RoutePending.tsx';
import { Badge } from '../ui/Badge.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { TabLinks } from '../ui/TabLinks.tsx';
import { carTabs } from './carTabs.ts';
import { sourceMeanings, sourceNames } from './sourceNames.ts';
import { vehicleQuery } from './vehicleQuery.ts';

/** The head of a car's pages and the tabs between them. */
export function CarLayout() {
  const { carId } = useParams({ from: '/cars/$carId' });
  const { data: vehicle, error, refetch } = useQuery(vehicleQuery(carId));
  if (error !== null && vehicle === undefined) {
    return (
      <>
        <PageHeader title={`Car ${carId}`} back={<Link to="/">← My cars</Link>} />
        <ErrorState error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  const source = vehicle?.deviceKey?.source;
  return (
    <>
      <PageHeader
        title={vehicle?.model ?? `Car ${carId}`}
        back={<Link to="/">← My cars</Link>}
        actions={
          vehicle !== undefined && (
            <>
              {source !== undefined && <Badge title={sourceMeanings[source]}>{sourceNames[source]}</Badge>}
              {vehicle.isErased && <Badge tone="warning">Readings erased</Badge>}
              <span className="small faint">Car {vehicle.id}</span>
            </>
          )
        }
      />
      <TabLinks label="Pages of this car">
        {carTabs.map(({ to, label }) => (
          <Link key={to} to={to} params={{ carId }} activeOptions={{ exact: true, includeSearch: false }}>
            {label}
          </Link>
        ))}
      </TabLinks>
      <Suspense fallback={<RoutePending />}>
        <Outlet />
      </Suspense>
    </>
  );
}
