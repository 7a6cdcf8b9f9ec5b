// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Period, ReadingsOf } from '../../telemetry/Telemetry.ts';
import { sqlText } from '../duckdb/openDatabase.ts';
import { whereReadings } from './readingQueries.ts';
import type { StoredSignal } from './signalTable.ts';

export interface ExportQuery extends ReadingsOf, Period {
  format: 'csv' | 'parquet';
  signals: readonly StoredSignal[];
}

/** The source's name, by its number in the table. */
const SOURCE_NAME = `['simulated', 'import', 'software', 'secureElement'][source + 1]`;

/** One text column that gives every kind as a person would write it; doubles in their shortest exact form. */
const VALUE_TEXT = `
  case kind when 'string' then text when 'boolean' then (number = 1)::varchar
    when 'integer' then number::bigint::varchar else number::varchar end`;

const selects = {
  csv: `strftime(make_timestamp_ms(time_ms), '%Y-%m-%dT%H:%M:%S.%gZ') as time, path as signal,
    ${VALUE_TEXT} as value, unit, ${SOURCE_NAME} as source`,
  parquet: `to_timestamp(time_ms / 1000.0) as time, path as signal, number as value, text, unit,
    ${SOURCE_NAME} as source`,
};

const formats = {
  csv: 'format csv, header',
  parquet: 'format parquet, compression zstd',
};

/** Writes the readings into a file of the export folder. Returns its path. */
export async function exportReadings(
  connection: DuckDBConnection,
  { format, signals, ...query }: ExportQuery,
  exportDirectory: string,
): Promise<string> {
  const path = join(exportDirectory, `${randomUUID()}.${format}`);
  const where = signals.length === 0 ? 'false' : whereReadings(query, signals);
  try {
    await connection.run(
      `copy (
         select ${selects[format]} from readings join signals on signals.id = readings.signal
         where ${where} order by time_ms, path
       ) to ${sqlText(path)} (${formats[format]})`,
    );
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return path;
}

/** Reads a file once; it is removed when the stream ends or is destroyed. */
export function readOnce(path: string): Readable {
  const stream = createReadStream(path);
  stream.once('close', () => void rm(path, { force: true }));
  return stream;
}
