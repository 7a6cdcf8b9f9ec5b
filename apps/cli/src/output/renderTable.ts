// SPDX-License-Identifier: Apache-2.0
import { stripVTControlCharacters } from 'node:util';

export interface TableColumn {
  title: string;
  /** Numbers stand right, texts left. */
  align?: 'left' | 'right';
}

const columnGap = '  ';

/** Lays out rows in columns as wide as their widest cell. Cells may hold colours. */
export function renderTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  styleTitle: (title: string) => string = (title) => title,
): string {
  const widths = columns.map(({ title }, index) =>
    Math.max(visibleLength(title), ...rows.map((row) => visibleLength(row[index] ?? ''))),
  );
  const renderRow = (cells: readonly string[], style = (cell: string): string => cell): string =>
    columns
      .map(({ align }, index) => {
        const cell = cells[index] ?? '';
        const padding = ' '.repeat(Math.max(0, (widths[index] ?? 0) - visibleLength(cell)));
        return align === 'right' ? padding + style(cell) : style(cell) + padding;
      })
      .join(columnGap)
      .trimEnd();
  return [
    renderRow(
      columns.map(({ title }) => title),
      styleTitle,
    ),
    ...rows.map((row) => renderRow(row)),
  ].join('\n');
}

function visibleLength(text: string): number {
  return stripVTControlCharacters(text).length;
}
