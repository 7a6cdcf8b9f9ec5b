// SPDX-License-Identifier: Apache-2.0
import './PlotFigure.css';
import { type ReactNode, useState } from 'react';
import { useFormat } from '../../app/useFormat.ts';
import { Button } from '../../ui/Button.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Time } from '../../ui/Time.tsx';
import { Value } from '../../ui/Value.tsx';
import { ProveLink } from '../ProveLink.tsx';
import type { SharedCursor } from './createCursor.ts';
import { indexAtOrBefore, type Series } from './Series.ts';

/** More rows at once nobody reads, and a browser lays out slowly. */
const rowsPerPage = 50;

export interface SeriesTableProps {
  caption: string;
  series: readonly Series[];
  /** How each series is called; by default its signal's path. */
  nameOf(signal: string): string;
  /** Whose readings they are, when they are readings and not aggregates: each can be proved. */
  vehicle?: string | undefined;
  /** Opens the page of the moment that is looked at. */
  cursor?: SharedCursor | undefined;
}

interface Row {
  timeMs: number;
  cells: ReactNode[];
}

/** The table behind a plot: every value that it draws, page by page. */
export function SeriesTable(props: SeriesTableProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="series-table" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <Icon name="table" size={14} />
        {isOpen ? 'Hide the table' : 'Show as a table'}
        <span className="visually-hidden">: {props.caption}</span>
      </summary>
      {isOpen && <Rows {...props} />}
    </details>
  );
}

function Rows({ caption, series, nameOf, vehicle, cursor }: SeriesTableProps) {
  const format = useFormat();
  const [main] = series;
  const total = main?.timesMs.length ?? 0;
  const [page, setPage] = useState(() => {
    const timeMs = cursor?.get().timeMs ?? null;
    if (timeMs === null || main === undefined) return 0;
    return Math.max(0, Math.floor(indexAtOrBefore(main.timesMs, timeMs) / rowsPerPage));
  });
  const pages = Math.max(1, Math.ceil(total / rowsPerPage));
  const first = page * rowsPerPage;
  const rows = (main?.timesMs.slice(first, first + rowsPerPage) ?? []).map((timeMs): Row => {
    const cells = series.map((one) => {
      const at = indexAtOrBefore(one.timesMs, timeMs);
      const value = one.values[at];
      const saidMs = one.timesMs[at];
      if (value === undefined || saidMs === undefined) return '–';
      return (
        <span key={one.signal} className="series-cell">
          <Value value={value} unit={one.unit} />
          {vehicle !== undefined && (
            <ProveLink vehicle={vehicle} signal={one.signal} timeMs={saidMs} of={nameOf(one.signal)} isIcon />
          )}
        </span>
      );
    });
    return { timeMs, cells };
  });
  const columns: Column<Row>[] = [
    { key: 'time', title: 'Time', render: ({ timeMs }) => <Time timeMs={timeMs} as="dateTimeExact" /> },
    ...series.map(
      (one, index): Column<Row> => ({
        key: one.signal,
        title: nameOf(one.signal),
        isNumber: true,
        render: ({ cells }) => cells[index],
      }),
    ),
  ];
  return (
    <>
      <DataTable caption={caption} columns={columns} rows={rows} keyOf={({ timeMs }) => timeMs} />
      {pages > 1 && (
        <div className="row series-pager">
          <Button isSmall disabled={page === 0} onClick={() => setPage(page - 1)}>
            Earlier
          </Button>
          <span className="soft">
            {format.number(first + 1)}–{format.number(Math.min(total, first + rowsPerPage))} of{' '}
            {format.number(total)}
          </span>
          <Button isSmall disabled={page >= pages - 1} onClick={() => setPage(page + 1)}>
            Later
          </Button>
        </div>
      )}
    </>
  );
}
