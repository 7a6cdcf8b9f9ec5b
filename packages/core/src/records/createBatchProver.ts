// SPDX-License-Identifier: Apache-2.0

import type { Batch } from './Batch.ts';
import type { BatchColumn } from './BatchColumn.ts';
import { batchSalt } from './batchSalt.ts';
import { hashColumns } from './hashColumns.ts';
import { merkleInclusionPath } from './merkleInclusionPath.ts';
import type { ReadingValue, TypedReading } from './Reading.ts';

/** A reading with all that shows it to be in its batch. */
export interface BatchReadingProof {
  reading: TypedReading;
  salt: Uint8Array;
  /** Index of the leaf. */
  index: number;
  path: Uint8Array[];
}

export interface BatchProver {
  /** Undefined when the batch has no reading of this signal at this very time. */
  prove(path: string, timeMs: number): BatchReadingProof | undefined;
}

/** Hashes a batch once, to prove any number of its readings. */
export function createBatchProver({ columns, secret }: Pick<Batch, 'columns' | 'secret'>): BatchProver {
  const leafHashes = hashColumns(columns, secret);
  return {
    prove(path, timeMs) {
      let firstIndex = 0;
      for (const column of columns) {
        const row = column.path === path ? column.timesMs.indexOf(timeMs) : -1;
        if (row >= 0) {
          const index = firstIndex + row;
          return {
            reading: { path, timeMs, value: valueAt(column, row), kind: column.kind },
            salt: batchSalt(secret, index),
            index,
            path: merkleInclusionPath(leafHashes, index),
          };
        }
        firstIndex += column.timesMs.length;
      }
      return undefined;
    },
  };
}

function valueAt(column: BatchColumn, row: number): ReadingValue {
  if (column.kind === 'boolean') return column.values[row] === 1;
  return column.values[row] as number | string;
}
