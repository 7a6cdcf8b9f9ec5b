// SPDX-License-Identifier: Apache-2.0
import type { RpcHex } from '@datacar/sdk/consortium/RpcMethods';
import type { RegisteredVehicle } from '@datacar/sdk/vehicles/listRegisteredVehicles';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Badge } from '../ui/Badge.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Card } from '../ui/Card.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Hash } from '../ui/Hash.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Time } from '../ui/Time.tsx';
import { AddressLink } from './explorer/AddressLink.tsx';
import { descriptionQuery, registryQuery } from './explorer/chainQueries.ts';
import { describeModel, keySourceNames } from './explorer/describeModel.ts';
import { EventTable } from './explorer/EventTable.tsx';
import { ExplorerFrame } from './explorer/ExplorerFrame.tsx';
import { eventsQuery, toTopic } from './explorer/eventsQuery.ts';

/** What the registry says of one vehicle, and all that ever happened to it there. */
export function RegisteredVehiclePage() {
  const { vehicle: id } = useParams({ from: '/explorer/vehicles/$vehicle' });
  const isId = /^[1-9]\d{0,14}$/.test(id);
  const { data, error, refetch } = useQuery({ ...registryQuery(Number(id), 1), enabled: isId });
  const found = data?.items[0];
  const vehicle = found?.id === Number(id) ? found : undefined;
  return (
    <ExplorerFrame title={`Car ${id}`} lead={vehicle && describeModel(vehicle)}>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {isId && data === undefined && error === null && <Skeleton height="20rem" />}
      {(!isId || (data !== undefined && vehicle === undefined)) && (
        <Callout tone="info" title="There is no such car">
          <p>No car with this number is in the registry of this chain.</p>
        </Callout>
      )}
      {vehicle !== undefined && <Registered vehicle={vehicle} />}
    </ExplorerFrame>
  );
}

function Registered({ vehicle }: { vehicle: RegisteredVehicle }) {
  const { id, owner, registrar, deviceKey } = vehicle;
  const { data: description } = useQuery(descriptionQuery);
  const registry = description?.contracts.vehicleRegistry.address as RpcHex | undefined;
  const topic = toTopic(id);
  const { data: events, error } = useQuery(
    eventsQuery(
      registry === undefined
        ? []
        : [
            { address: registry, topics: [null, topic] },
            { address: registry, topics: [null, null, null, topic] },
          ],
    ),
  );
  // A member whose number equals the car's is no event of the car.
  const own = events?.filter(({ event }) =>
    event.args.some(({ name, value }) => /^(vehicleId|tokenId)$/.test(name) && Number(value) === id),
  );
  return (
    <>
      <Card
        title="Registered"
        aside={
          <span className="row">
            {vehicle.isSimulated && <Badge tone="warning">simulated</Badge>}
            {vehicle.isSelfRegistered && (
              <Badge title="By somebody other than its maker, who is no member">self-registered</Badge>
            )}
          </span>
        }
      >
        <Facts
          items={[
            [
              'DID',
              description && registry && (
                <Hash
                  key="did"
                  value={`did:erc721:${description.chain.chainId}:${registry.toLowerCase()}:${id}`}
                  isWhole
                />
              ),
            ],
            ['Owner', <AddressLink key="owner" value={owner} hasCopy />],
            ['Owners until now', vehicle.ownerEpochCount],
            ['Registered by', <AddressLink key="registrar" value={registrar} hasCopy />],
            ['Registered', <Time key="time" timeMs={vehicle.registeredAtMs} as="dateTimeExact" />],
            ['Maker’s code (WMI)', vehicle.wmi],
            ['Battery', vehicle.batteryWh === 0 ? null : `${vehicle.batteryWh / 1_000} kWh when new`],
            [
              'Signs with',
              deviceKey === null ? (
                'no key yet'
              ) : (
                <>
                  {keySourceNames[deviceKey.source]}, no. {vehicle.deviceKeyCount}, since{' '}
                  <Time timeMs={deviceKey.addedAtMs} />
                </>
              ),
            ],
            ['Public key', deviceKey && <Hash key="key" value={deviceKey.x} />],
          ]}
        />
      </Card>
      <Card title="What happened to it" isFlush>
        {error !== null && <ErrorState error={error} />}
        {own === undefined ? <Skeleton height="12rem" /> : <EventTable events={own} />}
      </Card>
    </>
  );
}
