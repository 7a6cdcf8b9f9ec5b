// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useNow } from '../app/clock.ts';
import { useFormat } from '../app/useFormat.ts';
import { ProveLink } from '../records/ProveLink.tsx';
import type { TimeRange } from '../records/plots/createCursor.ts';
import { HistoryPlot } from '../records/plots/HistoryPlot.tsx';
import { historyQuery } from '../records/plots/historyQuery.ts';
import { RangePicker } from '../records/plots/RangePicker.tsx';
import { useLatestReadings } from '../records/useLatestReadings.ts';
import { Age } from '../ui/Age.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Value } from '../ui/Value.tsx';
import { chooseRange } from './chooseRange.ts';
import { liveAgeMsMax } from './describeCarState.ts';
import type { HistoryRange } from './readHistorySearch.ts';
import { type CatalogueSignal, signalsQuery } from './signalsQuery.ts';
import { sourceMeanings, sourceNames } from './sourceNames.ts';
import { vehicleQuery } from './vehicleQuery.ts';

const hourMs = 3_600_000;
const lengthsMs = { '1h': hourMs, '1d': 24 * hourMs, '7d': 7 * 24 * hourMs } as const;
const choices: readonly (readonly [HistoryRange, string])[] = [
  ['1h', '1 hour'],
  ['1d', '1 day'],
  ['7d', '7 days'],
  ['custom', 'Custom'],
];

/** One signal of a car over time, with its newest value. */
export function SignalPage() {
  const { carId, signal } = useParams({ from: '/cars/$carId/signals/$signal' });
  const { data: vehicle } = useQuery(vehicleQuery(carId));
  const { data: catalogue, error } = useQuery(signalsQuery);
  const about = catalogue?.get(signal);
  return (
    <>
      <PageHeader
        title={about?.description ?? signal}
        back={
          <Link to="/cars/$carId" params={{ carId }}>
            ← {vehicle?.model ?? `Car ${carId}`}
          </Link>
        }
      >
        <code>{signal}</code>
      </PageHeader>
      {error !== null && <ErrorState error={error} />}
      {catalogue !== undefined && about === undefined && (
        <EmptyState title="There is no such signal">
          The catalogue of VSS 6.0 has no path of this name.
        </EmptyState>
      )}
      {about !== undefined && <SignalHistory vehicle={carId} about={about} />}
    </>
  );
}

const toMinute = (timeMs: number): number => Math.floor(timeMs / 60_000) * 60_000;

function SignalHistory({ vehicle, about }: { vehicle: string; about: CatalogueSignal }) {
  const { path, description, unit, type } = about;
  const format = useFormat();
  const now = useNow();
  const navigate = useNavigate({ from: '/cars/$carId/signals/$signal' });
  const { range: chosen = '1d', from, to } = useSearch({ from: '/cars/$carId/signals/$signal' });
  const { readings, data: latest } = useLatestReadings(vehicle);
  const reading = readings.get(path);
  const newestMs = reading?.timeMs;
  const isKnown = latest !== undefined;
  // A minute is as often as the picture of a day moves.
  const minuteNow = toMinute(now);
  const newestMinute = newestMs === undefined ? undefined : toMinute(newestMs);
  const period = useMemo((): (TimeRange & { isPast: boolean }) | undefined => {
    if (chosen === 'custom' && from !== undefined && to !== undefined && from < to) {
      return { fromMs: from, toMs: to, isPast: false };
    }
    if (!isKnown) return undefined;
    return chooseRange(lengthsMs[chosen === 'custom' ? '1d' : chosen], {
      newestMs: newestMinute,
      nowMs: minuteNow,
    });
  }, [chosen, from, to, isKnown, minuteNow, newestMinute]);
  const isNumber = type !== 'string' && type !== 'boolean';
  const range = period ?? { fromMs: 0, toMs: 0 };
  const {
    data: history,
    error,
    refetch,
  } = useQuery({
    ...historyQuery({ vehicle, signal: path, unit, isNumber, range }),
    enabled: period !== undefined,
  });
  return (
    <div className="stack">
      <Card>
        {reading === undefined ? (
          latest === undefined ? (
            <Skeleton height="2rem" />
          ) : (
            <p className="soft">This car has never said this.</p>
          )
        ) : (
          <div className="row">
            <Value value={reading.value} unit={unit} isLarge isStale={now - reading.timeMs > liveAgeMsMax} />
            <Age timeMs={reading.timeMs} staleAfterMs={liveAgeMsMax} />
            <Badge title={sourceMeanings[reading.source]}>{sourceNames[reading.source]}</Badge>
            <ProveLink vehicle={vehicle} signal={path} timeMs={reading.timeMs} of={description} />
          </div>
        )}
      </Card>
      <Card
        title="History"
        aside={
          <Segmented<HistoryRange>
            label="Period"
            value={chosen}
            choices={choices}
            onChange={(next) =>
              void navigate({
                search:
                  next === 'custom' ? { range: next, from: range.fromMs, to: range.toMs } : { range: next },
                replace: true,
              })
            }
          />
        }
      >
        <div className="stack">
          {chosen === 'custom' && period !== undefined && (
            <RangePicker
              range={range}
              onChange={({ fromMs, toMs }) =>
                void navigate({ search: { range: 'custom', from: fromMs, to: toMs }, replace: true })
              }
            />
          )}
          {period?.isPast === true && newestMs !== undefined && (
            <p className="small soft">
              Nothing newer was said, so this ends with the newest reading, of {format.dateTime(newestMs)}.
            </p>
          )}
          {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
          {history === undefined && error === null && <Skeleton height="18rem" />}
          {history !== undefined && history.main.timesMs.length === 0 && (
            <EmptyState title="Nothing was said in this period">Choose a longer or another one.</EmptyState>
          )}
          {history !== undefined && history.main.timesMs.length > 0 && (
            <>
              <HistoryPlot {...{ vehicle, history, range }} title={description} heightPx={300} />
              {history.every !== null && (
                <p className="small faint">
                  {isNumber
                    ? `The line is the mean of every ${history.every}, the area reaches from the least to the greatest. Choose an hour to see and prove single readings.`
                    : `The last value of every ${history.every}. Choose an hour to see and prove single readings.`}
                </p>
              )}
            </>
          )}
        </div>
      </Card>
    </div>
  );
}
