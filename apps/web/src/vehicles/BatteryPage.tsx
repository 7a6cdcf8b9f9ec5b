// SPDX-License-Identifier: Apache-2.0
import '../records/drive/DriveFacts.css';
import './BatteryPage.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useNow } from '../app/clock.ts';
import { drivesQuery } from '../records/drivesQuery.ts';
import { ProveLink } from '../records/ProveLink.tsx';
import { type LatestReading, useLatestReadings } from '../records/useLatestReadings.ts';
import { Age } from '../ui/Age.tsx';
import { ChargeBar } from '../ui/ChargeBar.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Value } from '../ui/Value.tsx';
import { chargeSignal, healthSignal, rangeSignal, temperatureSignal } from './battery/batterySignals.ts';
import { CapacityCard } from './battery/CapacityCard.tsx';
import { ChargeCard } from './battery/ChargeCard.tsx';
import { ConsumptionCard } from './battery/ConsumptionCard.tsx';
import { statedCapacityWh } from './capacity.ts';
import { liveAgeMsMax } from './describeCarState.ts';

const minuteMs = 60_000;
/** A battery's capacity changes over years; its newest months tell what it is now. */
const capacityDays = 90;

/** The battery: how full it is and was, what drives take from it, and what it holds. */
export function BatteryPage() {
  const { carId } = useParams({ from: '/cars/$carId/battery' });
  const { readings, data, error, refetch } = useLatestReadings(carId);
  if (data === undefined) {
    return error === null ? (
      <Skeleton height="20rem" />
    ) : (
      <ErrorState error={error} onRetry={() => void refetch()} />
    );
  }
  const charge = readings.get(chargeSignal);
  if (charge === undefined) {
    return (
      <EmptyState title="This car does not tell its charge">
        Its dongle or log has no state of charge. With one, its course, the energy of each drive and the
        capacity are shown here.
      </EmptyState>
    );
  }
  return <Battery vehicle={carId} charge={charge} readings={readings} />;
}

interface BatteryProps {
  vehicle: string;
  charge: LatestReading;
  readings: ReadonlyMap<string, LatestReading>;
}

function Battery({ vehicle, charge, readings }: BatteryProps) {
  const now = useNow();
  const nowMs = Math.floor(now / minuteMs) * minuteMs;
  const newestMs = Math.floor(charge.timeMs / minuteMs) * minuteMs;
  const capacityWh = statedCapacityWh(readings);
  const { data: drives } = useInfiniteQuery(drivesQuery(vehicle, {}));
  const items = useMemo(() => drives?.pages.flatMap((page) => page.items), [drives]);
  // Once an hour is often enough for what takes months to change.
  const untilMs = Math.ceil((newestMs + 1) / (60 * minuteMs)) * 60 * minuteMs;
  const range = useMemo(() => ({ fromMs: untilMs - capacityDays * 86_400_000, toMs: untilMs }), [untilMs]);
  return (
    <div className="stack">
      <dl className="stats battery-stats">
        <BatteryStat name="State of charge" vehicle={vehicle} reading={charge} now={now} hasBar />
        <BatteryStat name="Range" vehicle={vehicle} reading={readings.get(rangeSignal)} now={now} />
        <BatteryStat
          name="Temperature"
          vehicle={vehicle}
          reading={readings.get(temperatureSignal)}
          now={now}
        />
        <BatteryStat
          name="State of health"
          vehicle={vehicle}
          reading={readings.get(healthSignal)}
          now={now}
        />
      </dl>
      <ChargeCard {...{ vehicle, newestMs, nowMs }} />
      <div className="battery-pair">
        {items === undefined ? (
          <Skeleton height="20rem" />
        ) : (
          <ConsumptionCard drives={items} capacityWh={capacityWh} />
        )}
        <CapacityCard vehicle={vehicle} range={range} statedWh={capacityWh} />
      </div>
    </div>
  );
}

function BatteryStat({
  name,
  vehicle,
  reading,
  now,
  hasBar,
}: {
  name: string;
  vehicle: string;
  reading: LatestReading | undefined;
  now: number;
  hasBar?: boolean;
}) {
  if (reading === undefined) return null;
  const { signal, timeMs, value, unit } = reading;
  const isStale = now - timeMs > liveAgeMsMax;
  // A range is read in the unit of distances, not of lengths.
  const isRange = signal === rangeSignal && typeof value === 'number';
  return (
    <div className="stat">
      <dt>{name}</dt>
      <dd>
        <Value
          value={isRange ? value / 1_000 : value}
          unit={isRange ? 'km' : unit}
          isLarge
          isStale={isStale}
        />
        {hasBar === true && typeof value === 'number' && <ChargeBar percent={value} isStale={isStale} />}
        <span className="stat-note">
          <Age timeMs={timeMs} staleAfterMs={liveAgeMsMax} />{' '}
          <ProveLink vehicle={vehicle} signal={signal} timeMs={timeMs} of={name} isIcon />
        </span>
      </dd>
    </div>
  );
}
