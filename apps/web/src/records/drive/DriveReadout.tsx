// SPDX-License-Identifier: Apache-2.0
import './DriveReadout.css';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useFormat } from '../../app/useFormat.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import type { CatalogueSignal } from '../../vehicles/signalsQuery.ts';
import { ProveLink } from '../ProveLink.tsx';
import { CursorTime } from '../plots/CursorTime.tsx';
import { CursorValue } from '../plots/CursorValue.tsx';
import type { SharedCursor } from '../plots/createCursor.ts';
import { type GapSpan, indexAtOrBefore, type Series } from '../plots/Series.ts';
import { useAtCursor } from '../plots/useAtCursor.ts';
import { useRestingMoment } from '../plots/useRestingMoment.ts';
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
  const { startMs } = drive;
  const isPinned = useSyncExternalStore(cursor.subscribe, () => cursor.get().isPinned);
  const isInGap = useSyncExternalStore(cursor.subscribe, () => {
    const timeMs = cursor.get().timeMs ?? startMs;
    return gaps.some(({ fromMs, toMs }) => fromMs < timeMs && timeMs < toMs);
  });
  const range = useSyncExternalStore(cursor.subscribeRange, cursor.getRange);
  const isZoomed = range.fromMs !== startMs || range.toMs !== drive.endMs;
  // The values follow the pointer, the links wait for it to rest or to come to them.
  const resting = useRestingMoment(cursor);
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') cursor.release();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [cursor]);
  const rows = driveSignals.flatMap((signal) => {
    const one = series.get(signal);
    if (one === undefined) return [];
    const saidMs = one.timesMs[indexAtOrBefore(one.timesMs, resting.timeMs ?? startMs)];
    return [{ signal, one, saidMs, name: catalogue.get(signal)?.description ?? signal }];
  });
  return (
    <Card
      className="readout"
      title={<CursorTime cursor={cursor} otherwiseMs={startMs} />}
      aside={
        <span className="row">
          {isZoomed && (
            <Button isSmall kind="quiet" onClick={() => cursor.setRange()}>
              Whole drive
            </Button>
          )}
          {isPinned && (
            <Button isSmall kind="quiet" onClick={() => cursor.release()}>
              Let go
            </Button>
          )}
          {!isZoomed && !isPinned && 'Click to hold, drag to zoom'}
        </span>
      }
    >
      <Scrubber drive={drive} cursor={cursor} />
      {isInGap ? (
        <p className="readout-gap">
          The car said nothing at this moment. What is below is the last that it said before.
        </p>
      ) : null}
      <ul className="plain-list readout-list" onPointerEnter={resting.settle} onFocus={resting.settle}>
        {rows.map(({ signal, one, saidMs, name }) => (
          <li key={signal} className="readout-row" title={signal}>
            <span className="readout-name">{name}</span>
            <CursorValue cursor={cursor} series={one} otherwiseMs={startMs} isStale={isInGap} />
            {isRaw && saidMs !== undefined && (
              <ProveLink vehicle={vehicle} signal={signal} timeMs={saidMs} of={name} isIcon />
            )}
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
function Scrubber({ drive: { startMs, endMs }, cursor }: Pick<DriveReadoutProps, 'drive' | 'cursor'>) {
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  useAtCursor(cursor, (timeMs) => {
    if (input.current === null) return;
    input.current.value = String(timeMs ?? startMs);
    input.current.setAttribute('aria-valuetext', format.dateTimeExact(timeMs ?? startMs));
  });
  return (
    <input
      ref={input}
      className="scrubber"
      type="range"
      aria-label="Moment of the drive"
      min={startMs}
      max={Math.max(endMs, startMs + secondMs)}
      step={secondMs}
      defaultValue={startMs}
      onChange={({ target }) => cursor.moveTo(Number(target.value))}
    />
  );
}
