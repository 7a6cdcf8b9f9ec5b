// SPDX-License-Identifier: Apache-2.0
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { CsvMapping } from '@datacar/core/signals/CsvMapping';
import { guessCsvMapping } from '@datacar/core/signals/guessCsvMapping';
import { builtInCsvMappings } from '../mapping/builtInMappings.ts';
import type { Source, SourceChunk, SourceReadOptions } from '../Source.ts';
import { compileCsvMapping, type RowDecoder } from './compileCsvMapping.ts';
import { type CsvRecord, readCsvRecords } from './readCsvRecords.ts';

/** A car's year at 1 Hz has 3.5 GB; one import takes less than a third of that. */
export const FILE_MAX_BYTES = 1024 ** 3;
/** Bytes read at once: some 500 rows, a few milliseconds of work. */
const PIECE_BYTES = 64 * 1024;
/** Rows and columns that a guess looks at. */
const GUESS_ROWS_MAX = 200;
const GUESS_COLUMNS_MAX = 200;
/** The built-in mappings are for files with commas. */
const DEFAULT_DELIMITER = ',';

export interface CsvSourceOptions {
  file: string;
  /** Without it, the built-in mapping whose header is exactly the file's is chosen. */
  mapping?: CsvMapping | undefined;
}

export interface CsvSource extends Source {
  readonly kind: 'import';
  readonly mapping: CsvMapping;
}

/**
 * Opens a CSV file of readings. The header is read here, so that a wrong mapping fails before anything is imported.
 * A row whose time does not exist is refused as a whole; a cell that cannot be its signal's value is refused alone.
 *
 * @throws DatacarError FILE_UNREADABLE, FILE_EMPTY, FILE_TOO_LARGE, ROW_MALFORMED (header), MAPPING_UNKNOWN,
 *   MAPPING_INVALID
 */
export async function openCsvSource({ file, mapping }: CsvSourceOptions): Promise<CsvSource> {
  await checkFile(file);

  const delimiter = mapping?.delimiter ?? DEFAULT_DELIMITER;
  const { header, rows } = await readBeginning(file, delimiter);
  const chosen = mapping ?? knownMapping(header) ?? refuseUnknown(header, rows);
  const decode = compileCsvMapping(chosen, header);
  return {
    kind: 'import',
    label: `${basename(file)} (${chosen.name})`,
    mapping: chosen,
    read: (options) => readFileChunks({ file, delimiter, decode }, options),
  };
}

interface ReadFileParameters {
  file: string;
  delimiter: string;
  decode: RowDecoder;
}

async function* readFileChunks(
  { file, delimiter, decode }: ReadFileParameters,
  { signal }: SourceReadOptions = {},
): AsyncGenerator<SourceChunk> {
  let isHeader = true;
  for await (const records of readCsvRecords(readPieces(file, signal), delimiter)) {
    const chunk: SourceChunk = { rowsRead: 0, readings: [], refusedRows: [], refusedReadings: [] };
    for (const record of records) {
      if (isHeader) isHeader = false;
      else decode(record, chunk);
    }
    if (chunk.rowsRead > 0) yield chunk;
  }
}

/** Ends without an error when the signal aborts. */
export async function* readPieces(file: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const stream = createReadStream(file, { highWaterMark: PIECE_BYTES });
  try {
    for await (const piece of stream) {
      if (signal?.aborted) return;
      yield piece as Buffer;
    }
  } catch (cause) {
    throw unreadable(file, cause);
  } finally {
    stream.destroy();
  }
}

export async function checkFile(file: string): Promise<void> {
  let stats: Awaited<ReturnType<typeof stat>>;
  try {
    stats = await stat(file);
  } catch (cause) {
    throw unreadable(file, cause);
  }
  if (!stats.isFile()) throw unreadable(file, new Error('It is not a file.'));
  if (stats.size > FILE_MAX_BYTES) {
    throw new DatacarError('FILE_TOO_LARGE', `${basename(file)} is larger than one import takes; split it.`, {
      details: { file, size: stats.size, max: FILE_MAX_BYTES },
    });
  }
}

function unreadable(file: string, cause: unknown): DatacarError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DatacarError('FILE_UNREADABLE', `${basename(file)} cannot be read: ${reason}`, {
    details: { file },
    cause,
  });
}

/** The header, and what rows come with it: enough to guess what the columns mean. */
async function readBeginning(
  file: string,
  delimiter: string,
): Promise<{ header: string[]; rows: string[][] }> {
  for await (const [first, ...others] of readCsvRecords(readPieces(file), delimiter)) {
    if (first === undefined) continue;
    const rows = others
      .slice(0, GUESS_ROWS_MAX)
      .flatMap(({ fields }) => (fields === undefined ? [] : [fields]));
    return { header: headerOf(first, file), rows };
  }
  throw new DatacarError('FILE_EMPTY', `${basename(file)} is empty: it has no header line.`, {
    details: { file },
  });
}

export function headerOf(record: CsvRecord, file: string): string[] {
  if (record.fields !== undefined) return record.fields.map((name) => name.trim());
  throw new DatacarError(record.code, `The header of ${basename(file)} cannot be read.`, {
    details: { file, line: record.line },
  });
}

/** The built-in mapping whose header is exactly this one. */
export function knownMapping(header: readonly string[]): CsvMapping | undefined {
  return builtInCsvMappings.find(
    (candidate) =>
      candidate.header?.length === header.length &&
      candidate.header.every((name, position) => name === header[position]),
  );
}

function refuseUnknown(header: readonly string[], rows: readonly string[][]): never {
  const names = builtInCsvMappings.map(({ name }) => name).join(', ');
  throw new DatacarError(
    'MAPPING_UNKNOWN',
    `No built-in mapping (${names}) has this header; say with --mapping FILE what the columns mean.`,
    { details: { header: header.slice(0, 50).map((name) => name.slice(0, 100)), ...draftOf(header, rows) } },
  );
}

/** A mapping to look at, correct and save, when names and values of the columns suggest one. */
function draftOf(header: readonly string[], rows: readonly string[][]): { draft?: unknown } {
  if (header.length > GUESS_COLUMNS_MAX) return {};
  const { time, columns } = guessCsvMapping(header, rows);
  if (time === undefined || columns.length === 0) return {};
  const { needsZone, alternatives: _, ...rest } = time;
  const zone = needsZone ? { zone: 'the time zone, such as Europe/Berlin' } : {};
  return { draft: { version: 1, kind: 'csv', name: 'my-mapping', time: { ...rest, ...zone }, columns } };
}
