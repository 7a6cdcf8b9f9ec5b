// SPDX-License-Identifier: Apache-2.0
import './MappingEditor.css';
import { unitsConvertibleTo } from '@datacar/core/signals/convertUnit';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../app/useFormat.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Card } from '../../ui/Card.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { type CatalogueSignal, signalsQuery } from '../../vehicles/signalsQuery.ts';
import type { DraftColumn, DraftMapping } from './draftMapping.ts';
import type { ImportPreview } from './queries.ts';
import { SignalPicker } from './SignalPicker.tsx';

export interface MappingEditorProps {
  preview: ImportPreview;
  draft: DraftMapping;
  /** The first rows are being read anew. */
  isTrying: boolean;
  onChange(draft: DraftMapping): void;
}

/** Which column is which signal, in which unit: a line for each, with what stands in the file and how it reads. */
export function MappingEditor({ preview, draft, isTrying, onChange }: MappingEditorProps) {
  const { data: signals, error, refetch } = useQuery(signalsQuery);
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (signals === undefined) return <Skeleton height="20rem" />;
  const used = draft.columns.filter(({ mapping }) => mapping !== null).length;
  const setColumn = (changed: DraftColumn): void =>
    onChange({
      ...draft,
      columns: draft.columns.map((column) => (column.column === changed.column ? changed : column)),
    });
  return (
    <Card title="What each column is" aside={`${used} of ${draft.columns.length} used`}>
      <div className="mapping-lines">
        <div className="mapping-line mapping-head" aria-hidden="true">
          <span>Column in the file</span>
          <span>Signal</span>
          <span>Unit in the file</span>
          <span>Reads as</span>
        </div>
        {draft.columns.map((column) => (
          <ColumnLine
            key={column.column}
            column={column}
            samples={samplesOf(preview, column.column)}
            signals={[...signals.values()]}
            preview={preview}
            isTrying={isTrying}
            onChange={setColumn}
          />
        ))}
      </div>
    </Card>
  );
}

interface ColumnLineProps {
  column: DraftColumn;
  samples: readonly string[];
  signals: readonly CatalogueSignal[];
  preview: ImportPreview;
  isTrying: boolean;
  onChange(column: DraftColumn): void;
}

function ColumnLine({
  column: { column, mapping },
  samples,
  signals,
  preview,
  isTrying,
  onChange,
}: ColumnLineProps) {
  const signal = signals.find(({ path }) => path === mapping?.signal);
  const units = signal?.unit == null ? [] : unitsConvertibleTo(signal.unit);
  return (
    <div className="mapping-line">
      <div className="mapping-column">
        <strong>{column}</strong>
        <span className="small faint mapping-samples">{samples.join(' · ') || 'empty'}</span>
      </div>
      <SignalPicker
        label={`Signal of ${column}`}
        signals={signals}
        value={mapping?.signal ?? null}
        onChange={(chosen) =>
          onChange({
            column,
            mapping:
              chosen === null ? null : chosen.path === mapping?.signal ? mapping : { signal: chosen.path },
          })
        }
      />
      {mapping !== null && units.length > 0 ? (
        <select
          className="input"
          aria-label={`Unit of ${column}`}
          value={mapping.unit ?? units[0]}
          onChange={({ target }) => onChange({ column, mapping: { ...mapping, unit: target.value } })}
        >
          {units.map((unit) => (
            <option key={unit}>{unit}</option>
          ))}
        </select>
      ) : (
        <span className="faint mapping-unitless">{mapping === null ? '' : wordsOf(mapping)}</span>
      )}
      <ReadsAs mapping={mapping} signal={signal} preview={preview} isTrying={isTrying} />
    </div>
  );
}

/** Words that stand for values, as they are mapped: `N = 0`. */
function wordsOf({ values }: NonNullable<DraftColumn['mapping']>): string {
  if (values === undefined) return 'no unit';
  return Object.entries(values)
    .map(([word, value]) => `${word} = ${String(value)}`)
    .join(', ');
}

function ReadsAs({
  mapping,
  signal,
  preview,
  isTrying,
}: {
  mapping: DraftColumn['mapping'];
  signal: CatalogueSignal | undefined;
  preview: ImportPreview;
  isTrying: boolean;
}) {
  const format = useFormat();
  if (mapping === null) return <span className="faint mapping-reads">—</span>;
  const refused = preview.readingsRefused.filter((reading) => reading.signal === mapping.signal);
  const reading = preview.readings.find((other) => other.signal === mapping.signal);
  const warning = refused[0] !== undefined && (
    <span className="small mapping-refused" title={refused.map(({ message }) => message).join('\n')}>
      <Badge tone="warning">{refused.length} refused</Badge> {refused[0].message}
    </span>
  );
  if (reading === undefined) {
    return <span className="faint mapping-reads">{warning || (isTrying ? '…' : 'not read yet')}</span>;
  }
  const text =
    typeof reading.value === 'number'
      ? format.quantityText(reading.value, signal?.unit ?? null)
      : String(reading.value);
  return (
    <span className="mapping-reads">
      {text}
      {warning}
    </span>
  );
}

const samplesMax = 3;

/** The first texts of a column that differ. */
function samplesOf({ header, rows }: ImportPreview, column: string): string[] {
  const position = header.indexOf(column);
  const texts = rows.map(({ cells }) => cells[position]?.trim() ?? '').filter((text) => text !== '');
  return [...new Set(texts)].slice(0, samplesMax);
}
