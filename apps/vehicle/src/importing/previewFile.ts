// SPDX-License-Identifier: Apache-2.0
import { basename } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { CsvMapping } from '@datacar/core/signals/CsvMapping';
import { type CsvMappingGuess, guessCsvMapping } from '@datacar/core/signals/guessCsvMapping';
import type { FilePreview } from '@datacar/core/vehicles/AgentEvent';
import { compileCsvMapping } from '../sources/csv/compileCsvMapping.ts';
import { checkFile, headerOf, knownMapping, readPieces } from '../sources/csv/openCsvSource.ts';
import { type CsvRecord, readCsvRecords } from '../sources/csv/readCsvRecords.ts';
import type { SourceChunk } from '../sources/Source.ts';

/** Enough to see by what a column was read. */
export const PREVIEW_ROWS_MAX = 20;
/** More make the order of a date's parts surer. */
const GUESS_ROWS_MAX = 200;
/** No logger writes more, and a file with one long line is no table. */
const COLUMNS_MAX = 1_000;
/** Of a cell, in the rows as they are. */
const CELL_CHARACTERS_MAX = 200;

const delimiters = [',', ';', '\t', '|'] as const;

type Delimiter = (typeof delimiters)[number];

/**
 * Reads the beginning of a CSV file as an import would, with the mapping given, else a known or a guessed one.
 *
 * @throws DatacarError FILE_UNREADABLE, FILE_EMPTY, FILE_TOO_LARGE, ROW_MALFORMED (header), MAPPING_INVALID
 */
export async function previewFile(file: string, given: CsvMapping | undefined): Promise<FilePreview> {
  await checkFile(file);
  const delimiter = given?.delimiter ?? (await findDelimiter(file));
  const [first, ...records] = await readFirst(file, delimiter);
  if (first === undefined) {
    throw new DatacarError('FILE_EMPTY', `${basename(file)} is empty: it has no header line.`);
  }
  const header = headerOf(first, file);
  if (header.length > COLUMNS_MAX) {
    throw new DatacarError('FILE_UNREADABLE', `${basename(file)} has more than ${COLUMNS_MAX} columns.`);
  }
  const cells = records.flatMap(({ fields }) => (fields === undefined ? [] : [fields]));
  const guess = guessCsvMapping(header, cells);
  const decimal = findDecimal(cells, delimiter);
  const known = given === undefined ? knownMapping(header) : undefined;
  const mapping = given ?? known ?? completeMapping(guess, { delimiter, decimal });
  const shown = records.slice(0, PREVIEW_ROWS_MAX);
  return {
    header,
    rows: shown.map(({ line, fields = [] }) => ({
      line,
      cells: fields.map((cell) => cell.slice(0, CELL_CHARACTERS_MAX)),
    })),
    mapping: mapping ?? null,
    mappingOrigin:
      given !== undefined
        ? 'given'
        : known !== undefined
          ? 'known'
          : mapping === undefined
            ? null
            : 'guessed',
    guess: {
      delimiter,
      decimal,
      columns: guess.columns,
      time: guess.time ?? null,
      unknownColumns: guess.unknownColumns,
    },
    ...decodeRows(shown, { mapping, header }),
  };
}

/** The guess as a mapping, when it leaves nothing open. */
function completeMapping(
  { columns, time }: CsvMappingGuess,
  { delimiter, decimal }: { delimiter: Delimiter; decimal: '.' | ',' },
): CsvMapping | undefined {
  if (time === undefined || time.needsZone || time.alternatives.length > 0 || columns.length === 0)
    return undefined;
  const { columns: timeColumns, format } = time;
  return {
    version: 1,
    kind: 'csv',
    name: 'guessed',
    delimiter,
    decimal,
    time: { columns: timeColumns, format },
    columns,
  };
}

function decodeRows(
  records: readonly CsvRecord[],
  { mapping, header }: { mapping: CsvMapping | undefined; header: readonly string[] },
): Pick<FilePreview, 'readings' | 'rowsRefused' | 'readingsRefused'> {
  if (mapping === undefined) return { readings: [], rowsRefused: [], readingsRefused: [] };
  const chunk: SourceChunk = { rowsRead: 0, readings: [], refusedRows: [], refusedReadings: [] };
  const decode = compileCsvMapping(mapping, header);
  for (const record of records) decode(record, chunk);
  return {
    readings: chunk.readings.map(({ path, timeMs, value }) => ({ signal: path, timeMs, value })),
    rowsRefused: chunk.refusedRows,
    readingsRefused: chunk.refusedReadings.map(({ line = null, signal = '', code, message }) => ({
      line,
      signal,
      code,
      message,
    })),
  };
}

async function readFirst(file: string, delimiter: string): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const some of readCsvRecords(readPieces(file), delimiter)) {
    records.push(...some);
    if (records.length > GUESS_ROWS_MAX) break;
  }
  return records.slice(0, GUESS_ROWS_MAX + 1);
}

/** The one that splits the header into the most columns. */
async function findDelimiter(file: string): Promise<Delimiter> {
  for await (const [first] of readCsvRecords(readPieces(file), '\n')) {
    const text = first?.fields?.[0] ?? '';
    const counts = delimiters.map((delimiter) => text.split(delimiter).length);
    return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
  }
  return ',';
}

/** Where cells are not split at commas, a comma between digits is a decimal one when no cell has a point. */
function findDecimal(rows: readonly (readonly string[])[], delimiter: Delimiter): '.' | ',' {
  if (delimiter === ',') return '.';
  const cells = rows.flat();
  const hasComma = cells.some((cell) => /^-?\d+,\d+$/.test(cell.trim()));
  const hasPoint = cells.some((cell) => /^-?\d+\.\d+$/.test(cell.trim()));
  return hasComma && !hasPoint ? ',' : '.';
}
