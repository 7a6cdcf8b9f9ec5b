// SPDX-License-Identifier: Apache-2.0

import type { CsvMapping } from './CsvMapping.ts';
import { columnNames, unitWords } from './columnNames.ts';
import { canConvertUnit } from './convertUnit.ts';
import { guessTimeColumns, type TimeGuess } from './guessTimeColumns.ts';
import { signalByPath } from './signalByPath.ts';

type ColumnMapping = CsvMapping['columns'][number];

/** What a file's columns seem to be. A person looks at it before anything is imported. */
export interface CsvMappingGuess {
  columns: ColumnMapping[];
  /** Absent when no column looks like a time. */
  time?: TimeGuess;
  /** Columns that nothing is known about. */
  unknownColumns: string[];
}

/** N, D, R and their like, as loggers write them. */
const GEAR_WORDS = { N: 0, P: 0, D: 1, B: 1, R: -1 };
const GEAR = 'Vehicle.Powertrain.Transmission.CurrentGear';
const CHARGE = 'Vehicle.Powertrain.TractionBattery.StateOfCharge.Current';

/**
 * Guesses from a header and some rows which column is which signal, in which unit, and where the time stands. Guesses
 * nothing that the names do not suggest; each signal gets the first column that fits.
 *
 * @param rows the first rows; ten are enough, more make the date's order surer
 */
export function guessCsvMapping(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): CsvMappingGuess {
  const time = guessTimeColumns(header, rows);
  const taken = new Set<string>();
  const columns: ColumnMapping[] = [];
  const unknownColumns: string[] = [];
  for (const [position, column] of header.entries()) {
    if (time?.columns.includes(column)) continue;
    const mapping = guessColumn(column);
    if (mapping === undefined || taken.has(mapping.signal)) {
      unknownColumns.push(column);
      continue;
    }
    taken.add(mapping.signal);
    columns.push(
      refineByValues(
        mapping,
        rows.map((row) => row[position] ?? ''),
      ),
    );
  }
  return { columns, unknownColumns, ...(time === undefined ? {} : { time }) };
}

function guessColumn(column: string): ColumnMapping | undefined {
  if (signalByPath(column) !== undefined) return { column, signal: column };
  // `SoC` is one word, `GpsSpeed` are two: both readings are tried.
  const readings = [wordsOf(column), wordsOf(column.replace(/([a-z])([A-Z])/g, '$1 $2'))];
  for (const { name, unit } of readings.flatMap(splitUnit)) {
    const known = columnNames.find(({ pattern }) => pattern.test(name));
    if (known === undefined) continue;
    const chosen = unit ?? known.unit;
    const signalUnit = signalByPath(known.signal)?.unit ?? '';
    if (chosen !== undefined && !canConvertUnit({ from: chosen, to: signalUnit })) continue;
    return { column, signal: known.signal, ...(chosen === undefined ? {} : { unit: chosen }) };
  }
  return undefined;
}

/** `Speed (km/h)` and `speed_km_h` become the same words. */
function wordsOf(column: string): string[] {
  return column
    .replaceAll('%', ' percent ')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** The ways to read words as a name with or without a unit at its end, the longest name first. */
function splitUnit(words: string[]): { name: string; unit?: string }[] {
  const splits: { name: string; unit?: string }[] = [{ name: words.join(' ') }];
  for (const length of [1, 2]) {
    const unit = unitWords.get(words.slice(-length).join(' '));
    if (unit !== undefined && words.length > length)
      splits.push({ name: words.slice(0, -length).join(' '), unit });
  }
  return splits;
}

/** Gear letters need words, and a state of charge that never passes 1 is a ratio. */
function refineByValues(mapping: ColumnMapping, cells: readonly string[]): ColumnMapping {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (mapping.signal === GEAR && filled.some((cell) => Object.hasOwn(GEAR_WORDS, cell))) {
    return { ...mapping, values: GEAR_WORDS };
  }
  const isRatio = filled.some((cell) => cell.includes('.')) && filled.every((cell) => Number(cell) <= 1);
  return mapping.signal === CHARGE && isRatio ? { ...mapping, unit: 'ratio' } : mapping;
}
