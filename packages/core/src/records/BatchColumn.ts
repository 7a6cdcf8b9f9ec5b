// SPDX-License-Identifier: Apache-2.0

export interface NumericColumn {
  path: string;
  /** Booleans are held as 0 and 1. */
  kind: 'integer' | 'float' | 'boolean';
  /** Strictly ascending. */
  timesMs: Float64Array;
  values: Float64Array;
}

export interface StringColumn {
  path: string;
  kind: 'string';
  /** Strictly ascending. */
  timesMs: Float64Array;
  values: string[];
}

/** The readings of one signal in one batch; a batch holds its columns in ascending order of path bytes. */
export type BatchColumn = NumericColumn | StringColumn;
