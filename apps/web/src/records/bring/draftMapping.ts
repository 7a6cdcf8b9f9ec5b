// SPDX-License-Identifier: Apache-2.0
import type { CsvMapping } from '@datacar/core/signals/CsvMapping';
import type { PreviewImportReturnType } from '@datacar/sdk/records/previewImport';

type ColumnMapping = CsvMapping['columns'][number];

export interface DraftColumn {
  column: string;
  /** `null` for a column that is left out. */
  mapping: Omit<ColumnMapping, 'column'> | null;
}

/** A mapping on its way: all that a person can correct on the page, whether it is complete or not. */
export interface DraftMapping {
  delimiter: CsvMapping['delimiter'];
  decimal: CsvMapping['decimal'];
  timeColumns: readonly string[];
  timeFormat: string;
  /** An IANA zone; empty until somebody says it, or where the texts say it themselves. */
  zone: string;
  ambiguous: CsvMapping['time']['ambiguous'];
  /** All columns of the file but those of the time, in its order. */
  columns: readonly DraftColumn[];
}

/** What the server read the first rows by, or else what it guesses, as a draft. */
export function draftFromPreview({ header, mapping, guess }: PreviewImportReturnType): DraftMapping {
  const known = mapping as CsvMapping | null;
  const mapped = new Map<string, ColumnMapping>();
  for (const column of known?.columns ?? (guess.columns as ColumnMapping[])) {
    if (!mapped.has(column.column)) mapped.set(column.column, column);
  }
  const timeColumns = known?.time.columns ?? guess.time?.columns ?? [];
  return {
    delimiter: known === null ? guess.delimiter : known.delimiter,
    decimal: known === null ? guess.decimal : known.decimal,
    timeColumns,
    timeFormat: known?.time.format ?? guess.time?.format ?? 'iso8601',
    zone: known?.time.zone ?? '',
    ambiguous: known?.time.ambiguous,
    columns: header
      .filter((column) => !timeColumns.includes(column))
      .map((column) => draftColumn(column, mapped.get(column))),
  };
}

function draftColumn(column: string, known: ColumnMapping | undefined): DraftColumn {
  if (known === undefined) return { column, mapping: null };
  const { column: _column, ...mapping } = known;
  return { column, mapping };
}

/** Makes other columns the time's; those that were come back without a signal, in the file's order. */
export function chooseTimeColumns(
  draft: DraftMapping,
  header: readonly string[],
  timeColumns: readonly string[],
): DraftMapping {
  const before = new Map(draft.columns.map((column) => [column.column, column]));
  return {
    ...draft,
    timeColumns,
    columns: header
      .filter((column) => !timeColumns.includes(column))
      .map((column) => before.get(column) ?? { column, mapping: null }),
  };
}

/** Whether the texts carry their offset, or are counted from an instant. */
export const saysZone = (format: string): boolean => format.startsWith('unix') || format.includes('ZZ');

/** What still stands between a draft and an import, in words. */
export function problemsOf(draft: DraftMapping): string[] {
  const problems: string[] = [];
  if (draft.timeColumns.length === 0)
    problems.push('Choose the column that says when each row was recorded.');
  if (draft.zone !== '' && !isZone(draft.zone)) problems.push(`“${draft.zone}” is not a time zone.`);
  const taken = new Map<string, string[]>();
  for (const { column, mapping } of draft.columns) {
    if (mapping !== null) taken.set(mapping.signal, [...(taken.get(mapping.signal) ?? []), column]);
  }
  if (taken.size === 0) problems.push('Choose a signal for at least one column.');
  for (const columns of taken.values()) {
    if (columns.length > 1) problems.push(`${columns.join(' and ')} are the same signal: keep one of them.`);
  }
  return problems;
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The mapping that a complete draft stands for. */
export function toMapping(draft: DraftMapping): CsvMapping {
  return {
    version: 1,
    kind: 'csv',
    name: 'from-the-page',
    ...(draft.delimiter === undefined ? {} : { delimiter: draft.delimiter }),
    ...(draft.decimal === undefined ? {} : { decimal: draft.decimal }),
    time: {
      columns: [...draft.timeColumns],
      format: draft.timeFormat,
      ...(draft.zone === '' || saysZone(draft.timeFormat) ? {} : { zone: draft.zone }),
      ...(draft.ambiguous === undefined ? {} : { ambiguous: draft.ambiguous }),
    },
    columns: draft.columns.flatMap(({ column, mapping }) =>
      mapping === null ? [] : [{ column, ...mapping }],
    ),
  };
}
