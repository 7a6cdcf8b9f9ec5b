// SPDX-License-Identifier: Apache-2.0
import './SupplyCard.css';
import { useMemo, useState } from 'react';
import { useFormat } from '../../app/useFormat.ts';
import { Card } from '../../ui/Card.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Time } from '../../ui/Time.tsx';
import { formatMillions } from '../formatDatr.ts';
import { allocationWords } from './allocationWords.ts';
import { capital, describeRelative } from './describeMoment.ts';
import { ScheduleTable } from './ScheduleTable.tsx';
import { SupplyPicture } from './SupplyPicture.tsx';
import {
  type AllocationTimeline,
  almostAllBy,
  endOfSchedule,
  releasableBy,
  releasedBy,
  type SupplyTimeline,
} from './SupplyTimeline.ts';
import { partsLeft, summarizeSupply } from './summarizeSupply.ts';

type Range = 'most' | 'whole';

/** The whole supply over time: in a sentence, as a picture, as a table. */
export function SupplyCard({ timeline, nowMs }: { timeline: SupplyTimeline; nowMs: number }) {
  const format = useFormat();
  const [range, setRange] = useState<Range>('most');
  const [lookedAt, setLookedAt] = useState<number>();
  const { isLaunched, launchMs, allocations } = timeline;
  const shown = useMemo(
    () => ({
      fromMs: launchMs,
      toMs: range === 'most' ? almostAllBy(timeline, { partsLeft }) : endOfSchedule(timeline),
    }),
    [timeline, launchMs, range],
  );
  const lookedAtMs = lookedAt ?? (isLaunched ? nowMs : launchMs);
  const when = (timeMs: number) => (isLaunched ? format.date(timeMs) : describeRelative(timeMs - launchMs));
  const describe = (timeMs: number) =>
    `${when(timeMs)}: ${formatMillions(sumOf(allocations, timeMs, releasableBy))} million may be released by then. ${allocations
      .map((one) => `${allocationWords[one.name].name} ${formatMillions(releasableBy(one, timeMs))}`)
      .join(', ')}`;
  return (
    <Card
      title="The supply over time"
      aside={
        <Segmented<Range>
          label="How far the picture goes"
          value={range}
          choices={[
            ['most', 'Until 99 %'],
            ['whole', 'To the end'],
          ]}
          onChange={(next) => {
            setRange(next);
            setLookedAt(undefined);
          }}
        />
      }
    >
      <div className="stack">
        <p>{summarizeSupply(timeline, { nowMs, when })}</p>
        <div>
          <Readout
            timeline={timeline}
            timeMs={lookedAtMs}
            isPast={isLaunched && lookedAtMs <= nowMs}
            when={when}
          />
          <SupplyPicture
            timeline={timeline}
            range={shown}
            nowMs={nowMs}
            lookedAtMs={lookedAtMs}
            onLook={setLookedAt}
            describe={describe}
          />
          <p className="supply-legend small soft">
            <span className="supply-swatch" aria-hidden="true" /> released
            <span className="supply-swatch supply-swatch-light" aria-hidden="true" /> may be released by then,
            at most. Point at it, or use the arrow keys.
          </p>
          <ScheduleTable timeline={timeline} />
        </div>
      </div>
    </Card>
  );
}

interface ReadoutProps {
  timeline: SupplyTimeline;
  /** The moment that is looked at. */
  timeMs: number;
  isPast: boolean;
  when(timeMs: number): string;
}

/** What may be released by a moment, together and of each allocation. */
function Readout({ timeline: { isLaunched, allocations }, timeMs, isPast, when }: ReadoutProps) {
  return (
    <div className="supply-readout">
      <p className="supply-moment">
        {isLaunched ? <Time timeMs={timeMs} as="date" /> : capital(when(timeMs))}
        {': '}
        <b>{formatMillions(sumOf(allocations, timeMs, releasableBy))} M</b> may be released
        {isPast && (
          <>
            , <b>{formatMillions(sumOf(allocations, timeMs, releasedBy))} M</b> are
          </>
        )}
      </p>
      <ul className="supply-parts plain-list">
        {allocations.map((one) => (
          <li key={one.name}>
            <span
              className="supply-swatch"
              style={{ color: `var(${allocationWords[one.name].color})` }}
              aria-hidden="true"
            />
            {allocationWords[one.name].short} <b>{formatMillions(releasableBy(one, timeMs))}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}

function sumOf(
  allocations: readonly AllocationTimeline[],
  timeMs: number,
  amountBy: (allocation: AllocationTimeline, timeMs: number) => bigint,
): bigint {
  return allocations.reduce((sum, one) => sum + amountBy(one, timeMs), 0n);
}
