// SPDX-License-Identifier: Apache-2.0
import type { Database } from '../duckdb/openDatabase.ts';
import { type Row, rowsOf } from '../duckdb/queryRows.ts';
import { selectStates } from './signalStates.ts';
import { SELECT_SIGNALS } from './signalTable.ts';

/** What a database file says of itself when it is opened. */
export interface FileState {
  position: number;
  /** An erase was stored but the old file not replaced yet. */
  mustCompact: boolean;
  signals: Row[];
  /** Reads every row group of the readings' time and value, so damage there shows now and not in a query. */
  states: Row[];
}

export async function readFileState(database: Database): Promise<FileState> {
  const connection = await database.connect();
  try {
    const [[position, mustCompact] = []] = await rowsOf(
      connection,
      'select position::double, must_compact from projection',
    );
    return {
      position: Number(position),
      mustCompact: mustCompact === true,
      signals: await rowsOf(connection, SELECT_SIGNALS),
      states: await rowsOf(connection, selectStates()),
    };
  } finally {
    connection.closeSync();
  }
}
