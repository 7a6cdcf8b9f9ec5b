// SPDX-License-Identifier: Apache-2.0
import { usePreferences } from '../../app/preferences.ts';
import { Field } from '../../ui/Field.tsx';
import { formatZonedTime, parseZonedTime } from '../../ui/format/zonedTime.ts';
import type { TimeRange } from './createCursor.ts';

/** From when to when, in the viewer's zone. */
export function RangePicker({ range, onChange }: { range: TimeRange; onChange(range: TimeRange): void }) {
  const { timeZone } = usePreferences();
  const zone = timeZone === 'local' ? undefined : timeZone;
  const change = (changes: Partial<TimeRange>): void => {
    const next = { ...range, ...changes };
    if (next.fromMs < next.toMs) onChange(next);
  };
  return (
    <div className="row">
      {(['fromMs', 'toMs'] as const).map((end) => (
        <Field key={end} label={end === 'fromMs' ? 'From' : 'To'}>
          {({ id }) => (
            <input
              id={id}
              type="datetime-local"
              className="input"
              defaultValue={formatZonedTime(range[end], zone)}
              onChange={({ target }) => {
                const timeMs = parseZonedTime(target.value, zone);
                if (timeMs !== undefined && target.value !== '') change({ [end]: timeMs });
              }}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
