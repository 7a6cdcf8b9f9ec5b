// SPDX-License-Identifier: Apache-2.0
import type { DuckDBBlobValue, DuckDBConnection, DuckDBValue } from '@duckdb/node-api';

/** Rows as DuckDB gives them: 64-bit integers are cast to double in the statements, blobs read by `bytesOf`. */
export type Row = readonly DuckDBValue[];

export async function rowsOf(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRows();
}

/** For statements whose columns are all numbers; null is left out of the row. */
export async function numbersOf(connection: DuckDBConnection, sql: string): Promise<number[][]> {
  const rows = await rowsOf(connection, sql);
  return rows.map((row) => row.filter((value) => value !== null).map(Number));
}

export function bytesOf(value: DuckDBValue | undefined): Uint8Array {
  return Uint8Array.from((value as DuckDBBlobValue).bytes);
}

/** A safe integer as SQL: the only thing that callers' values become in statements, beside parameters. */
export function sqlInteger(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no safe integer`);
  return String(value);
}

export function sqlBlob(bytes: Uint8Array): string {
  return `from_hex('${Buffer.from(bytes).toString('hex')}')`;
}
