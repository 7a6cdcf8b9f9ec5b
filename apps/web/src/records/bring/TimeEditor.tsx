// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import { useFormat } from '../../app/useFormat.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Card } from '../../ui/Card.tsx';
import { Field } from '../../ui/Field.tsx';
import { chooseTimeColumns, type DraftMapping, isZone, saysZone } from './draftMapping.ts';
import type { ImportPreview } from './queries.ts';

/** Patterns that loggers write, beside those that fit the file. */
const usualFormats = [
  'iso8601',
  'unix-s',
  'unix-ms',
  'yyyy-MM-dd H:mm:ss',
  'd.M.yyyy H:mm:ss',
  'd/M/yyyy H:mm:ss',
  'M/d/yyyy H:mm:ss',
];

const formatWords: Readonly<Record<string, string>> = {
  iso8601: 'ISO 8601, such as 2024-05-04T13:30:00',
  'unix-s': 'Seconds since 1970',
  'unix-ms': 'Milliseconds since 1970',
};

const zones = Intl.supportedValuesOf('timeZone');
const deviceZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export interface TimeEditorProps {
  preview: ImportPreview;
  draft: DraftMapping;
  onChange(draft: DraftMapping): void;
}

/** When each row was recorded: its columns, how they are written, and in which zone. */
export function TimeEditor({ preview, draft, onChange }: TimeEditorProps) {
  const zonesId = useId();
  const { header, guess } = preview;
  const alternatives = guess.time?.alternatives ?? [];
  const formats = [
    ...new Set([draft.timeFormat, guess.time?.format ?? 'iso8601', ...alternatives, ...usualFormats]),
  ];
  const [first = '', second = ''] = draft.timeColumns;
  const setColumns = (columns: string[]): void =>
    onChange(
      chooseTimeColumns(
        draft,
        header,
        columns.filter((column) => column !== ''),
      ),
    );
  const needsZone = !saysZone(draft.timeFormat) && (guess.time?.needsZone ?? true);
  const isZoneMissing = needsZone && draft.zone === '';
  return (
    <Card title="When it was recorded">
      <div className="stack">
        <div className="grid time-fields">
          <Field label="Column with the time">
            {({ id }) => (
              <select
                id={id}
                className="input"
                value={first}
                onChange={({ target }) => setColumns([target.value, second === target.value ? '' : second])}
              >
                <option value="" disabled>
                  Choose a column
                </option>
                {header.map((column) => (
                  <option key={column}>{column}</option>
                ))}
              </select>
            )}
          </Field>
          <Field
            label="And with the time of day"
            hint={second === '' ? 'Where date and time stand apart.' : undefined}
          >
            {({ id, describedBy }) => (
              <select
                id={id}
                className="input"
                aria-describedby={describedBy}
                value={second}
                disabled={first === ''}
                onChange={({ target }) => setColumns([first, target.value])}
              >
                <option value="">Same column</option>
                {header
                  .filter((column) => column !== first)
                  .map((column) => (
                    <option key={column}>{column}</option>
                  ))}
              </select>
            )}
          </Field>
          <Field
            label="Written as"
            hint={
              alternatives.length > 0
                ? 'Several fit these rows: check that day and month are right.'
                : undefined
            }
          >
            {({ id, describedBy }) => (
              <select
                id={id}
                className="input"
                aria-describedby={describedBy}
                value={draft.timeFormat}
                onChange={({ target }) => onChange({ ...draft, timeFormat: target.value })}
              >
                {formats.map((format) => (
                  <option key={format} value={format}>
                    {formatWords[format] ?? format}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {needsZone && (
            <Field
              label="Time zone of the file"
              hint="The file does not say it. It is that of the logger's clock, often where the car was."
              error={
                draft.zone !== '' && !isZone(draft.zone)
                  ? 'There is no such zone. Names look like Europe/Berlin.'
                  : isZoneMissing
                    ? 'Say in which time zone the times are.'
                    : undefined
              }
            >
              {({ id, describedBy }) => (
                <>
                  <input
                    id={id}
                    className="input"
                    list={zonesId}
                    aria-describedby={describedBy}
                    aria-invalid={draft.zone === '' || !isZone(draft.zone)}
                    value={draft.zone}
                    placeholder="Europe/Berlin"
                    autoComplete="off"
                    spellCheck={false}
                    onChange={({ target }) => onChange({ ...draft, zone: target.value.trim() })}
                  />
                  <datalist id={zonesId}>
                    {['UTC', ...zones].map((zone) => (
                      <option key={zone} value={zone} />
                    ))}
                  </datalist>
                  {draft.zone === '' && (
                    <div className="row">
                      {[...new Set([deviceZone, 'UTC'])].map((zone) => (
                        <Button key={zone} isSmall onClick={() => onChange({ ...draft, zone })}>
                          {zone === deviceZone ? `${zone}, as this device` : zone}
                        </Button>
                      ))}
                    </div>
                  )}
                </>
              )}
            </Field>
          )}
        </div>
        <FirstTime preview={preview} draft={draft} />
      </div>
    </Card>
  );
}

/** The first row's time as it stands there and as it reads, so that a wrong zone or order is seen. */
function FirstTime({ preview, draft }: { preview: ImportPreview; draft: DraftMapping }) {
  const format = useFormat();
  const row = preview.rows.find(({ line }) => !preview.rowsRefused.some((refused) => refused.line === line));
  const timeMs = preview.readings[0]?.timeMs;
  if (row === undefined || timeMs === undefined || preview.mapping === null) return null;
  const text = draft.timeColumns.map((column) => row.cells[preview.header.indexOf(column)] ?? '').join(' ');
  return (
    <Callout
      tone="info"
      title={
        <>
          “{text}” is read as {format.dateTimeExact(timeMs)}
        </>
      }
    >
      <p className="small soft">In UTC: {format.utc(timeMs)}</p>
    </Callout>
  );
}
