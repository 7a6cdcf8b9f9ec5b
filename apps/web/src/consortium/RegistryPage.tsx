// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useFormat } from '../app/useFormat.ts';
import { Age } from '../ui/Age.tsx';
import { Card } from '../ui/Card.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { AddressLink } from './explorer/AddressLink.tsx';
import { registryQuery } from './explorer/chainQueries.ts';
import { describeModel, keySourceNames } from './explorer/describeModel.ts';
import { ExplorerFrame } from './explorer/ExplorerFrame.tsx';

const pageLength = 25;

/** The vehicles of the registry, newest first. */
export function RegistryPage() {
  const format = useFormat();
  const { from } = useSearch({ from: '/explorer/vehicles' });
  const { data, error, refetch } = useQuery(registryQuery(from, pageLength));
  const last = data?.items.at(-1)?.id ?? 1;
  return (
    <ExplorerFrame
      title="Vehicles"
      lead="The registry says which car is whose and with which key it signs. It holds no VIN, no place and no reading."
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      <Card aside={data && `${format.number(data.count)} in all`} isFlush>
        {data === undefined ? (
          <Skeleton height="16rem" />
        ) : (
          <DataTable
            caption="Vehicles"
            rows={data.items}
            keyOf={({ id }) => id}
            empty="No car is registered yet."
            columns={[
              {
                key: 'car',
                title: 'Car',
                render: (vehicle) => (
                  <Link to="/explorer/vehicles/$vehicle" params={{ vehicle: String(vehicle.id) }}>
                    {vehicle.id}: {describeModel(vehicle)}
                  </Link>
                ),
              },
              { key: 'owner', title: 'Owner', render: ({ owner }) => <AddressLink value={owner} /> },
              {
                key: 'key',
                title: 'Signs with',
                isWide: true,
                render: ({ deviceKey }) =>
                  deviceKey === null ? 'no key yet' : keySourceNames[deviceKey.source],
              },
              {
                key: 'registrar',
                title: 'Registered by',
                isWide: true,
                render: ({ registrar }) => <AddressLink value={registrar} />,
              },
              {
                key: 'age',
                title: 'Registered',
                isNumber: true,
                render: ({ registeredAtMs }) => <Age timeMs={registeredAtMs} />,
              },
            ]}
          />
        )}
      </Card>
      <nav className="row" aria-label="Older and newer vehicles">
        {data !== undefined && from !== undefined && from < data.count && (
          <Link className="button button-plain" to="/explorer/vehicles" search={{ from: from + pageLength }}>
            Newer
          </Link>
        )}
        {last > 1 && (
          <Link className="button button-plain" to="/explorer/vehicles" search={{ from: last - 1 }}>
            Older
          </Link>
        )}
      </nav>
    </ExplorerFrame>
  );
}
