// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { CsvMapping } from '@datacar/core/signals/CsvMapping';
import { compileValueMapping, type ValueReader } from '@datacar/core/signals/compileValueMapping';
import { createTimeReader, type TimeRefusal } from '../mapping/createTimeReader.ts';
import type { RefusedRow, SourceChunk } from '../Source.ts';
import type { CsvRecord } from './readCsvRecords.ts';

/** Appends what one row gives to a chunk. */
export type RowDecoder = (record: CsvRecord, chunk: SourceChunk) => void;

/**
 * Prepares a mapping for a file with the given header.
 *
 * @throws DatacarError MAPPING_INVALID when the header lacks a column that the mapping names, or has it twice
 */
export function compileCsvMapping(mapping: CsvMapping, header: readonly string[]): RowDecoder {
  const timeColumns = mapping.time.columns.map((column) => positionOf(column, header));
  const readTime = createTimeReader(mapping.time);
  const columns = mapping.columns.map((column) => ({
    position: positionOf(column.column, header),
    reader: compileValueMapping(column, { decimal: mapping.decimal ?? '.' }),
  }));
  const [firstTimeColumn = 0, ...otherTimeColumns] = timeColumns;

  return ({ line, fields, code }, chunk) => {
    chunk.rowsRead += 1;
    if (fields === undefined) {
      chunk.refusedRows.push({ line, code, message: rowMessages[code] });
      return;
    }
    if (fields.length !== header.length) {
      chunk.refusedRows.push(wrongColumns({ line, found: fields.length, expected: header.length }));
      return;
    }
    let timeText = fields[firstTimeColumn] ?? '';
    for (const column of otherTimeColumns) timeText += ` ${fields[column]}`;
    const timeMs = readTime(timeText);
    if (typeof timeMs !== 'number') {
      chunk.refusedRows.push(wrongTime({ line, code: timeMs, timeText }));
      return;
    }
    for (const { position, reader } of columns) {
      addReading(fields[position], { reader, line, timeMs, chunk });
    }
  };
}

interface CellContext {
  reader: ValueReader;
  line: number;
  timeMs: number;
  chunk: SourceChunk;
}

function addReading(cell: string | undefined, { reader, line, timeMs, chunk }: CellContext): void {
  const result = reader.read(cell);
  if (result === undefined) return;
  const { path } = reader.signal;
  if (result.value !== undefined) chunk.readings.push({ path, timeMs, value: result.value });
  else chunk.refusedReadings.push({ line, signal: path, code: result.code, message: result.message });
}

/** Longest time text that a message quotes. */
const QUOTED_MAX_LENGTH = 40;

const rowMessages = {
  ROW_MALFORMED: 'The quotes of this row do not fit together.',
  ROW_TOO_LONG: 'This row is longer than a row of readings can be.',
} as const;

const timeMessages: Readonly<Record<TimeRefusal, string>> = {
  DATE_INVALID: 'is not a date and time that exists and has the format of the mapping',
  TIME_SKIPPED: 'does not exist in its time zone: the clocks were put forward over it',
  TIME_AMBIGUOUS:
    'happened twice in its time zone, because the clocks were put back; "ambiguous" in the mapping can say which is meant',
};

interface WrongColumns {
  line: number;
  found: number;
  expected: number;
}

function wrongColumns({ line, found, expected }: WrongColumns): RefusedRow {
  const message = `This row has ${found} columns, the header has ${expected}.`;
  return { line, code: 'ROW_COLUMNS_WRONG', message };
}

interface WrongTime {
  line: number;
  code: TimeRefusal;
  timeText: string;
}

function wrongTime({ line, code, timeText }: WrongTime): RefusedRow {
  const quoted = timeText.length > QUOTED_MAX_LENGTH ? `${timeText.slice(0, QUOTED_MAX_LENGTH)}…` : timeText;
  return { line, code, message: `"${quoted}" ${timeMessages[code]}.` };
}

function positionOf(column: string, header: readonly string[]): number {
  const position = header.indexOf(column);
  if (position === -1) {
    throw new DatacarError(
      'MAPPING_INVALID',
      `The file has no column "${column}", which the mapping names.`,
      {
        details: { column },
      },
    );
  }
  if (header.lastIndexOf(column) !== position) {
    throw new DatacarError('MAPPING_INVALID', `The file has the column "${column}" twice.`, {
      details: { column },
    });
  }
  return position;
}
