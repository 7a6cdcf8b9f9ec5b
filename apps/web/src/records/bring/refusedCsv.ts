// SPDX-License-Identifier: Apache-2.0
import type { RecordImport } from './queries.ts';

type Result = NonNullable<RecordImport['result']>;

export interface Refused {
  key: string;
  /** `null` when several rows are meant together. */
  line: number | null;
  /** `null` for a whole row. */
  signal: string | null;
  code: string;
  message: string;
}

/** Rows and single readings that were refused, in the order of the file. */
export function refusedOf({ rowsRefused, readingsRefused }: Result): Refused[] {
  const all = [...rowsRefused.map((row) => ({ ...row, signal: null })), ...readingsRefused];
  return all
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
    .map((refused, index) => ({ ...refused, key: `${index}` }));
}

const quote = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** As CSV (RFC 4180). */
export function refusedCsv(refused: readonly Refused[]): string {
  const lines = refused.map(({ line, signal, code, message }) =>
    [line === null ? '' : String(line), signal ?? '', code, message].map(quote).join(','),
  );
  return ['line,signal,code,message', ...lines, ''].join('\r\n');
}
