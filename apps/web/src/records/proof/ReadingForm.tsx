// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { Age } from '../../ui/Age.tsx';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Field } from '../../ui/Field.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Time } from '../../ui/Time.tsx';
import { Value } from '../../ui/Value.tsx';
import { useLatestReadings } from '../useLatestReadings.ts';
import { fromInputTime, toInputTime } from './inputTime.ts';
import type { ProofRequest } from './makeProof.ts';
import { signalName } from './proofWords.ts';

interface ReadingFormProps {
  vehicle: string;
  signal: string | undefined;
  timeMs: number | undefined;
  onRequest(request: ProofRequest): void;
}

/** Which signal, and when. */
export function ReadingForm({ vehicle, onRequest, ...asked }: ReadingFormProps) {
  const { data, readings, error, refetch } = useLatestReadings(vehicle);
  const [signal, setSignal] = useState(asked.signal);
  /** The very millisecond while it is one that the page was told. */
  const [timeMs, setTimeMs] = useState(asked.timeMs);
  const [isExact, setExact] = useState(asked.timeMs !== undefined);
  const latest = signal === undefined ? undefined : readings.get(signal);
  // What moves on with each second is frozen where it was chosen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when there is no time yet
  useEffect(() => {
    if (timeMs !== undefined || latest === undefined) return;
    setTimeMs(latest.timeMs);
    setExact(true);
  }, [latest?.signal, timeMs]);
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height="10rem" />;
  if (data.length === 0) {
    return (
      <Callout tone="info" title="This car has not said anything yet">
        <p>As soon as it sends a reading, or you bring a file of a drive, it can be proved here.</p>
      </Callout>
    );
  }
  const signals = data.map((reading) => reading.signal).toSorted();
  const isComplete = signal !== undefined && timeMs !== undefined;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete) onRequest({ kind: 'reading', vehicle, signal, timeMs, isExact });
      }}
    >
      <Field
        label="Signal"
        hint={
          latest && (
            <>
              Newest: <Value value={latest.value} unit={latest.unit} />, <Age timeMs={latest.timeMs} />
            </>
          )
        }
      >
        {({ id, describedBy }) => (
          <select
            id={id}
            aria-describedby={describedBy}
            className="input"
            required
            value={signal ?? ''}
            onChange={({ target }) => {
              setSignal(target.value);
              setTimeMs(undefined);
            }}
          >
            <option value="" disabled>
              Choose what to prove
            </option>
            {signal !== undefined && !signals.includes(signal) && (
              <option value={signal}>{signalName(signal)}</option>
            )}
            {signals.map((path) => (
              <option key={path} value={path}>
                {signalName(path)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        label="When"
        hint={
          isExact && timeMs !== undefined ? (
            <>
              The reading of <Time timeMs={timeMs} as="dateTimeExact" />
            </>
          ) : (
            'The newest reading until then, in the time zone of this device'
          )
        }
      >
        {({ id, describedBy }) => (
          <input
            id={id}
            aria-describedby={describedBy}
            type="datetime-local"
            step="1"
            required
            className="input"
            value={timeMs === undefined ? '' : toInputTime(timeMs)}
            onChange={({ target }) => {
              setTimeMs(fromInputTime(target.value));
              setExact(false);
            }}
          />
        )}
      </Field>
      <div className="row">
        <Button kind="primary" type="submit" disabled={!isComplete}>
          Make the proof
        </Button>
      </div>
    </form>
  );
}
