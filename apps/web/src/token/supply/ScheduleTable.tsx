// SPDX-License-Identifier: Apache-2.0
import '../../records/plots/PlotFigure.css';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Time } from '../../ui/Time.tsx';
import { formatMillions } from '../formatDatr.ts';
import { allocationWords } from './allocationWords.ts';
import { describeRelative } from './describeMoment.ts';
import { endOfSchedule, releasableBy, type SupplyTimeline, turningPoints } from './SupplyTimeline.ts';

const rowsPerPage = 25;

/** The table behind the picture: every turn of the schedule, in millions of DATR. */
export function ScheduleTable({ timeline }: { timeline: SupplyTimeline }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="series-table" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <Icon name="table" size={14} />
        {isOpen ? 'Hide the table' : 'Show as a table'}
        <span className="visually-hidden">: what may be released by when</span>
      </summary>
      {isOpen && <Rows timeline={timeline} />}
    </details>
  );
}

function Rows({ timeline }: { timeline: SupplyTimeline }) {
  const { isLaunched, launchMs, allocations } = timeline;
  const [page, setPage] = useState(0);
  const moments = [...new Set([...turningPoints(timeline), endOfSchedule(timeline)])];
  const first = page * rowsPerPage;
  const columns: Column<number>[] = [
    {
      key: 'when',
      title: 'By',
      render: (timeMs) => (isLaunched ? <Time timeMs={timeMs} /> : describeRelative(timeMs - launchMs)),
    },
    ...allocations.map(
      (one): Column<number> => ({
        key: one.name,
        title: `${allocationWords[one.name].short}, M`,
        isNumber: true,
        isWide: true,
        render: (timeMs) => formatMillions(releasableBy(one, timeMs), 3),
      }),
    ),
    {
      key: 'together',
      title: 'Together, M',
      isNumber: true,
      render: (timeMs) =>
        formatMillions(
          allocations.reduce((sum, one) => sum + releasableBy(one, timeMs), 0n),
          3,
        ),
    },
  ];
  return (
    <>
      <DataTable
        caption="What may be released by when, in millions of DATR"
        columns={columns}
        rows={moments.slice(first, first + rowsPerPage)}
        keyOf={(timeMs) => timeMs}
      />
      {moments.length > rowsPerPage && (
        <div className="row series-pager">
          <Button isSmall disabled={page === 0} onClick={() => setPage(page - 1)}>
            Earlier
          </Button>
          <span className="soft">
            {first + 1}–{Math.min(moments.length, first + rowsPerPage)} of {moments.length}
          </span>
          <Button isSmall disabled={first + rowsPerPage >= moments.length} onClick={() => setPage(page + 1)}>
            Later
          </Button>
        </div>
      )}
    </>
  );
}
