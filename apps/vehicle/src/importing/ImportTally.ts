// SPDX-License-Identifier: Apache-2.0
import type { ReadingRefusal, RowRefusal } from '@datacar/core/vehicles/AgentEvent';
import type { RepeatedReading } from '../batching/createReadingWindow.ts';
import type { SourceChunk } from '../sources/Source.ts';

/** Refusals that are named one by one; a file with more has one cause for them. */
export const REFUSALS_LISTED_MAX = 10_000;

/** What was read of a file, and what of it was not taken. */
export interface ImportTally {
  rows: number;
  rowsAccepted: number;
  rowsRefused: RowRefusal[];
  readingsRefused: ReadingRefusal[];
  readingsRefusedTotal: number;
}

export function createImportTally(): ImportTally {
  return { rows: 0, rowsAccepted: 0, rowsRefused: [], readingsRefused: [], readingsRefusedTotal: 0 };
}

export function countChunk(
  tally: ImportTally,
  { rowsRead, refusedRows, refusedReadings }: SourceChunk,
): void {
  tally.rows += rowsRead;
  tally.rowsAccepted += rowsRead - refusedRows.length;
  tally.rowsRefused.push(...refusedRows.slice(0, REFUSALS_LISTED_MAX - tally.rowsRefused.length));
  for (const { line = null, signal = '', code, message } of refusedReadings)
    countRefusedReading(tally, { line, signal, code, message });
}

export function countRefusedReading(tally: ImportTally, refusal: ReadingRefusal): void {
  tally.readingsRefusedTotal += 1;
  if (tally.readingsRefused.length < REFUSALS_LISTED_MAX) tally.readingsRefused.push(refusal);
}

/** Adds the moments for which the file says two different values of one signal. */
export function countRepeated(
  tally: ImportTally,
  { conflicts, conflictsTotal }: { conflicts: readonly RepeatedReading[]; conflictsTotal: number },
): void {
  for (const { path, timeMs } of conflicts) {
    const at = new Date(timeMs).toISOString();
    countRefusedReading(tally, {
      line: null,
      signal: path,
      code: 'READING_REPEATED',
      message: `The file has another value for ${at}; the first one counts.`,
    });
  }
  tally.readingsRefusedTotal += conflictsTotal - conflicts.length;
}
