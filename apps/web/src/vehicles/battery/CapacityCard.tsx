// SPDX-License-Identifier: Apache-2.0
import { CHARGE_MOVED_MIN, SEGMENTS_MIN } from '@datacar/core/batteries/estimateCapacity';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../app/useFormat.ts';
import type { TimeRange } from '../../records/plots/createCursor.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Value } from '../../ui/Value.tsx';
import { type CapacityAnswer, capacityQuery } from './capacityQuery.ts';

export interface CapacityCardProps {
  vehicle: string;
  range: TimeRange;
  statedWh: number | undefined;
}

/** What the battery really holds, as far as the data can tell, and how far that is. */
export function CapacityCard({ vehicle, range, statedWh }: CapacityCardProps) {
  const format = useFormat();
  const { data, error, refetch } = useQuery(capacityQuery(vehicle, range));
  return (
    <Card title="Capacity" aside="from power and charge">
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height="6rem" />}
      {data?.kind === 'unknown' && <CapacityMissing answer={data} />}
      {data?.kind === 'estimate' && (
        <div className="stack">
          <p className="row">
            <Value value={data.capacityWh / 1_000} unit="kWh" isLarge />
            <span className="soft">
              95 % interval {format.energy(data.capacityWhMin)} to {format.energy(data.capacityWhMax)}
            </span>
          </p>
          <p className="small soft">
            Method: least squares of the energy through the battery on the change of its charge, through the
            origin, over {format.number(data.segments, 0)} stretches that moved{' '}
            {format.number(data.chargeMoved, 0)} points of charge, {format.date(data.fromMs)} to{' '}
            {format.date(data.toMs)}. The interval is Student’s t; losses in the cells and steps of the gauge
            are part of it.
          </p>
        </div>
      )}
      {statedWh !== undefined && (
        <p className="small soft battery-stated">The car itself states {format.energy(statedWh)} usable.</p>
      )}
    </Card>
  );
}

function CapacityMissing({ answer }: { answer: Extract<CapacityAnswer, { kind: 'unknown' }> }) {
  const format = useFormat();
  const { reason, segments, chargeMoved, minutesWithPower } = answer;
  const why =
    minutesWithPower === 0
      ? 'This car does not record the power of its battery, so nobody can tell how much energy a point of charge is. A dongle that reads battery power or current and voltage adds it.'
      : reason === 'tooFewSegments'
        ? `It takes ${SEGMENTS_MIN} stretches over which the charge moved by 2 points; there ${segments === 1 ? 'is' : 'are'} ${segments} so far. Drive or charge some more.`
        : reason === 'tooLittleCharge'
          ? `It takes ${CHARGE_MOVED_MIN} points of charge moved in all; so far it is ${format.number(chargeMoved, 0)}. Drive or charge some more.`
          : 'Power and charge contradict each other: the energy does not follow the charge. One of the two is not what it says.';
  return (
    <>
      <p className="battery-missing">Not enough to say</p>
      <p className="small soft">{why}</p>
    </>
  );
}
