// SPDX-License-Identifier: Apache-2.0
import './DriveReadout.css';
import { useEffect, useSyncExternalStore } from 'react';
import { useFormat } from '../../app/useFormat.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Time } from '../../ui/Time.tsx';
import { Value } from '../../ui/Value.tsx';
import type { CatalogueSignal } from '../../vehicles/signalsQuery.ts';
import { ProveLink } from '../ProveLink.tsx';
import type { SharedCursor } from '../plots/createCursor.ts';
import { type GapSpan, indexAtOrBefore, type Series } from '../plots/Series.ts';
import { driveSignals } from './driveSignals.ts';

export interface DriveReadoutProps {
  vehicle: string;
  drive: { startMs: number; endMs: number };
  series: ReadonlyMap<string, Series>;
  gaps: readonly GapSpan[];
  /** Readings can be proved, their means cannot. */
  isRaw: boolean;
  catalogue: ReadonlyMap<string, CatalogueSignal>;
  cursor: SharedCursor;
}

/** What the car said at the moment that is looked at, each value with the way to its proof. */
export function DriveReadout(props: DriveReadoutProps) {
  const { vehicle, drive, series, gaps, isRaw, catalogue, cursor } = props;
  const state = useSyncExternalStore(cursor.subscribe, cursor.get);
  const range = useSyncExternalStore(cursor.subscribeRange, cursor.getRange);
  const isZoomed = range.fromMs !== drive.startMs || range.toMs !== drive.endMs;
  const timeMs = state.timeMs ?? drive.startMs;
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') cursor.release();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [cursor]);
  const isInGap = gaps.some(({ fromMs, toMs }) => fromMs < timeMs && timeMs < toMs);
  const rows = driveSignals.flatMap((signal) => {
    const one = series.get(signal);
    const at = one === undefined ? -1 : indexAtOrBefore(one.timesMs, timeMs);
    const value = one?.values[at];
    const saidMs = one?.timesMs[at];
    return one === undefined || value === undefined || saidMs === undefined
      ? []
      : [{ signal, value, saidMs, unit: one.unit, name: catalogue.get(signal)?.description ?? signal }];
  });
  return (
    <Card
      className="readout"
      title={<Time timeMs={timeMs} as="dateTimeExact" />}
      aside={
        <span className="row">
          {isZoomed && (
            <Button isSmall kind="quiet" onClick={() => cursor.setRange()}>
              Whole drive
            </Button>
          )}
          {state.isPinned && (
            <Button isSmall kind="quiet" onClick={() => cursor.release()}>
              Let go
            </Button>
          )}
          {!isZoomed && !state.isPinned && 'Click to hold, drag to zoom'}
        </span>
      }
    >
      <Scrubber drive={drive} cursor={cursor} timeMs={timeMs} />
      {isInGap ? (
        <p className="readout-gap">
          The car said nothing at this moment. What is below is the last that it said before.
        </p>
      ) : null}
      <ul className="plain-list readout-list">
        {rows.map(({ signal, value, saidMs, unit, name }) => (
          <li key={signal} className="readout-row" title={signal}>
            <span className="readout-name">{name}</span>
            <Value value={value} unit={unit} isStale={isInGap} />
            {isRaw && <ProveLink vehicle={vehicle} signal={signal} timeMs={saidMs} of={name} isIcon />}
          </li>
        ))}
      </ul>
      {!isRaw && (
        <p className="small faint">
          This drive is long, so its plots show means. To prove a single reading, open the history of its
          signal on the car's page.
        </p>
      )}
    </Card>
  );
}

const secondMs = 1_000;

/** The moment by keyboard and by finger: arrows move a second, Page Up and Down a tenth of the drive. */
function Scrubber({
  drive: { startMs, endMs },
  cursor,
  timeMs,
}: Pick<DriveReadoutProps, 'drive' | 'cursor'> & { timeMs: number }) {
  const format = useFormat();
  return (
    <input
      className="scrubber"
      type="range"
      aria-label="Moment of the drive"
      aria-valuetext={format.dateTimeExact(timeMs)}
      min={startMs}
      max={Math.max(endMs, startMs + secondMs)}
      step={secondMs}
      value={timeMs}
      onChange={({ target }) => cursor.moveTo(Number(target.value))}
    />
  );
}
