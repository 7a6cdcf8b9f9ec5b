// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useFormat } from '../../app/useFormat.ts';
import { HistoryPlot } from '../../records/plots/HistoryPlot.tsx';
import { historyQuery } from '../../records/plots/historyQuery.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { chooseRange } from '../chooseRange.ts';
import { chargeSignal } from './batterySignals.ts';

const dayMs = 86_400_000;
const lengthsMs = { '1d': dayMs, '7d': 7 * dayMs, '30d': 30 * dayMs, '365d': 365 * dayMs } as const;
const percentRange = [0, 100] as const;
type Length = keyof typeof lengthsMs;
const choices: readonly (readonly [Length, string])[] = [
  ['1d', '1 day'],
  ['7d', '7 days'],
  ['30d', '30 days'],
  ['365d', '1 year'],
];

export interface ChargeCardProps {
  vehicle: string;
  /** Both on whole minutes. */
  newestMs: number;
  nowMs: number;
}

/** How full the battery was. */
export function ChargeCard({ vehicle, newestMs, nowMs }: ChargeCardProps) {
  const format = useFormat();
  const [length, setLength] = useState<Length>('1d');
  const range = useMemo(() => chooseRange(lengthsMs[length], { newestMs, nowMs }), [length, newestMs, nowMs]);
  const { data, error, refetch } = useQuery(
    historyQuery({ vehicle, signal: chargeSignal, unit: 'percent', isNumber: true, range }),
  );
  return (
    <Card
      title="Charge over time"
      aside={<Segmented<Length> label="Period" value={length} choices={choices} onChange={setLength} />}
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height="15rem" />}
      {data !== undefined && (
        <HistoryPlot
          title="State of charge"
          {...{ vehicle, range }}
          history={data}
          heightPx={220}
          valueRange={percentRange}
        />
      )}
      {range.isPast && (
        <p className="small faint">Ends with the newest reading, of {format.dateTime(newestMs)}.</p>
      )}
    </Card>
  );
}
