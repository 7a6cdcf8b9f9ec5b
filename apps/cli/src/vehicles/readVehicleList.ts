// SPDX-License-Identifier: Apache-2.0
import { readFile, stat } from 'node:fs/promises';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { CsvError, parse } from 'csv-parse/sync';

export interface VehicleListRow {
  /** 1-based; the header is line 1. */
  line: number;
  vin: string;
  model: string;
}

/** A hundred thousand vehicles; more than a person means to register by one file. */
const fileBytesMax = 8_000_000;

/**
 * Reads a list of vehicles: CSV with a header that has the columns `vin` and `model`, in any order and case.
 * @throws DatacarError FILE_TOO_LARGE, INPUT_INVALID
 */
export async function readVehicleList(file: string): Promise<VehicleListRow[]> {
  const { size } = await stat(file);
  if (size > fileBytesMax) {
    throw new DatacarError(
      'FILE_TOO_LARGE',
      `${file} is larger than a list may be (${fileBytesMax / 1e6} MB). Split it.`,
    );
  }
  let records: { info: { lines: number }; record: Record<string, string> }[];
  try {
    records = parse(await readFile(file, 'utf8'), {
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new DatacarError('INPUT_INVALID', `${file} is not well-formed CSV: ${error.message}.`, {
      cause: error,
    });
  }
  return records.map(({ info: { lines }, record: { vin, model } }) => {
    if (vin === undefined || model === undefined) {
      throw new DatacarError('INPUT_INVALID', `${file} needs a header line with the columns vin and model.`, {
        details: { file },
      });
    }
    return { line: lines, vin, model };
  });
}
