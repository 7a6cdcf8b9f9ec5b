// SPDX-License-Identifier: Apache-2.0
import { listDrives } from '@datacar/sdk/records/listDrives';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { useFormat } from '../../app/useFormat.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useLatestReadings } from '../useLatestReadings.ts';
import { fromInputTime, toInputTime } from './inputTime.ts';
import type { ProofRequest } from './makeProof.ts';
import './PeriodForm.css';
import { signalName } from './proofWords.ts';

interface PeriodFormProps {
  vehicle: string;
  fromMs: number | undefined;
  toMs: number | undefined;
  onRequest(request: ProofRequest): void;
}

/** From when to when, and which readings the proof may show. */
export function PeriodForm({ vehicle, onRequest, ...asked }: PeriodFormProps) {
  const format = useFormat();
  const [fromMs, setFromMs] = useState(asked.fromMs);
  const [toMs, setToMs] = useState(asked.toMs);
  const [signals, setSignals] = useState<readonly string[]>([]);
  const { data: latest } = useLatestReadings(vehicle);
  const { data: drives } = useQuery({
    queryKey: ['vehicles', vehicle, 'drives', 'newest'],
    queryFn: () => listDrives(client, { vehicle }),
  });
  const isComplete = fromMs !== undefined && toMs !== undefined && fromMs < toMs;
  const times = [
    ['From', fromMs, setFromMs],
    ['To', toMs, setToMs],
  ] as const;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete) onRequest({ kind: 'period', vehicle, fromMs, toMs, signals });
      }}
    >
      {drives !== undefined && drives.items.length > 0 && (
        <Field label="A drive" hint="Or choose any period below.">
          {({ id, describedBy }) => (
            <select
              id={id}
              aria-describedby={describedBy}
              className="input"
              value={drives.items.find(({ startMs }) => startMs === fromMs)?.startMs ?? ''}
              onChange={({ target }) => {
                const drive = drives.items.find(({ startMs }) => String(startMs) === target.value);
                // The period excludes its end, and the last reading belongs to the drive.
                if (drive !== undefined) {
                  setFromMs(drive.startMs);
                  setToMs(drive.endMs + 1);
                }
              }}
            >
              <option value="">Choose a drive</option>
              {drives.items.map(({ startMs, distanceMeters }) => (
                <option key={startMs} value={startMs}>
                  {format.dateTime(startMs)}, {format.distance(distanceMeters)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <div className="period-times">
        {times.map(([label, timeMs, set]) => (
          <Field key={label} label={label}>
            {({ id }) => (
              <input
                id={id}
                type="datetime-local"
                step="1"
                required
                className="input"
                value={timeMs === undefined ? '' : toInputTime(timeMs)}
                onChange={({ target }) => set(fromInputTime(target.value))}
              />
            )}
          </Field>
        ))}
      </div>
      {fromMs !== undefined && toMs !== undefined && fromMs >= toMs && (
        <p className="field-error">The period must end after it begins.</p>
      )}
      <details>
        <summary>
          {signals.length === 0
            ? 'Shows when the car recorded, and no reading'
            : `Shows the readings of ${signals.map(signalName).join(', ')}`}
        </summary>
        <fieldset className="period-signals">
          <legend className="small faint">Readings that the proof shows</legend>
          {latest
            ?.map(({ signal }) => signal)
            .toSorted()
            .map((path) => (
              <label key={path}>
                <input
                  type="checkbox"
                  checked={signals.includes(path)}
                  onChange={({ target }) =>
                    setSignals(
                      target.checked ? [...signals, path] : signals.filter((other) => other !== path),
                    )
                  }
                />{' '}
                {signalName(path)}
              </label>
            ))}
        </fieldset>
      </details>
      <div className="row">
        <Button kind="primary" type="submit" disabled={!isComplete}>
          Make the proof
        </Button>
      </div>
    </form>
  );
}
