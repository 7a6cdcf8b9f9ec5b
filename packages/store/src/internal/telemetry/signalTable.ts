// SPDX-License-Identifier: Apache-2.0
import type { BatchColumn } from '@datacar/core/records/BatchColumn';
import { signalByPath } from '@datacar/core/signals/signalByPath';
import { sqlText } from '../duckdb/openDatabase.ts';
import type { Row } from '../duckdb/queryRows.ts';

export interface StoredSignal {
  /** Small number in the database, given in the order in which paths were first seen. */
  id: number;
  path: string;
  kind: BatchColumn['kind'];
  unit: string | undefined;
}

/** Which number a path has. A path keeps its number for the life of the database file. */
export interface SignalTable {
  byPath(path: string): StoredSignal | undefined;
  byId(id: number): StoredSignal;
  all(): readonly StoredSignal[];
  /** The signal of a column, with a new number when its path was never seen. */
  require(column: BatchColumn): StoredSignal;
  /** The statement that stores the new signals, or undefined; `markStored` is called once it is committed. */
  insertOfNew(): { sql: string; markStored: () => void } | undefined;
  readonly size: number;
}

export const SELECT_SIGNALS = 'select id, path, kind, unit from signals order by id';

export function createSignalTable(rows: readonly Row[]): SignalTable {
  const signals: StoredSignal[] = rows.map(([id, path, kind, unit]) => ({
    id: Number(id),
    path: String(path),
    kind: String(kind) as BatchColumn['kind'],
    unit: unit === null ? undefined : String(unit),
  }));
  const ids = new Map(signals.map((signal) => [signal.path, signal]));
  let stored = signals.length;

  return {
    byPath: (path) => ids.get(path),
    byId(id) {
      const signal = signals[id];
      if (signal === undefined) throw new RangeError(`signal ${id} is unknown`);
      return signal;
    },
    all: () => signals,
    require({ path, kind }) {
      const known = ids.get(path);
      if (known !== undefined) return known;
      const signal = { id: signals.length, path, kind, unit: signalByPath(path)?.unit };
      signals.push(signal);
      ids.set(path, signal);
      return signal;
    },
    insertOfNew() {
      const added = signals.slice(stored);
      if (added.length === 0) return undefined;
      const count = signals.length;
      const values = added.map(
        ({ id, path, kind, unit }) =>
          `(${id}, ${sqlText(path)}, ${sqlText(kind)}, ${unit === undefined ? 'null' : sqlText(unit)})`,
      );
      return {
        sql: `insert into signals values ${values.join(', ')}`,
        markStored: () => {
          stored = count;
        },
      };
    },
    get size() {
      return signals.length;
    },
  };
}
