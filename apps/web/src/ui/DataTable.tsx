// SPDX-License-Identifier: Apache-2.0
import './DataTable.css';
import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';

export interface Column<Row> {
  key: string;
  title: string;
  /** Where it is clear to who sees the column, such as that of buttons. */
  isTitleHidden?: boolean | undefined;
  render(row: Row): ReactNode;
  isNumber?: boolean | undefined;
  /** Left out below 48rem. */
  isWide?: boolean | undefined;
}

export interface DataTableProps<Row> {
  /** Says what the table lists; read aloud, not shown. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string | number;
  /** In place of rows. */
  empty?: ReactNode;
}

/** A table that scrolls sideways by itself where the screen is too narrow for it. */
export function DataTable<Row>({ caption, columns, rows, keyOf, empty }: DataTableProps<Row>) {
  const classOf = ({ isNumber, isWide }: Column<Row>) =>
    classNames(isNumber === true && 'cell-number', isWide === true && 'cell-wide');
  return (
    // A region that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section className="table-scroll" aria-label={caption} tabIndex={0}>
      <table className="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classOf(column)}>
                {column.isTitleHidden === true ? (
                  <span className="visually-hidden">{column.title}</span>
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.key} className={classOf(column)}>
                  {column.render(row)}
                </td>
              ))}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length} className="soft">
                {empty ?? 'Nothing here yet.'}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}
