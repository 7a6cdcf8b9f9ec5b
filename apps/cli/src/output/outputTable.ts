// SPDX-License-Identifier: Apache-2.0
import type { Output } from './createOutput.ts';
import { renderTable, type TableColumn } from './renderTable.ts';

/** Shows a table, or a sentence when it has no rows. */
export function outputTable(
  output: Output,
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  whenEmpty: string,
): void {
  output.line(rows.length === 0 ? whenEmpty : renderTable(columns, rows, output.colors.dim));
}
