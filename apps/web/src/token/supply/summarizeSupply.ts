// SPDX-License-Identifier: Apache-2.0
import { formatMillions } from '../formatDatr.ts';
import { allocationWords } from './allocationWords.ts';
import { capital } from './describeMoment.ts';
import { almostAllBy, releasableBy, releasedBy, type SupplyTimeline } from './SupplyTimeline.ts';

export interface SummarizeOptions {
  nowMs: number;
  /** A moment as the page writes it: a day, or before the launch how long after it. */
  when(timeMs: number): string;
}

/** One hundredth of the supply is left to the last weeks of centuries. */
export const partsLeft = 100n;

/** The whole picture in two or three sentences. */
export function summarizeSupply(timeline: SupplyTimeline, { nowMs, when }: SummarizeOptions): string {
  const { allocations, isLaunched } = timeline;
  const total = allocations.reduce((sum, one) => sum + one.total, 0n);
  const released = allocations.reduce((sum, one) => sum + releasedBy(one, nowMs), 0n);
  const almost = almostAllBy(timeline, { partsLeft });
  const byThen = isLaunched ? `By ${when(almost)},` : `${capital(when(almost))},`;
  const later = `${byThen} 99 % of the supply may be released; the rest follows week by week, ever less.`;
  if (!isLaunched) {
    const sold =
      released === 0n ? 'nothing is released yet' : `${millions(released)} were sold and delivered`;
    return `DATR is not launched: of ${millions(total)} ${sold}, and nothing else counts time before the launch. The picture counts from it. ${later}`;
  }
  const next = nextTurn(timeline, nowMs);
  const allowed = allocations.reduce((sum, one) => sum + releasableBy(one, nowMs), 0n);
  const now = `Of ${millions(total)}, ${millions(released)} are released; the schedule allows ${millions(allowed)} by today.`;
  const coming =
    next === undefined
      ? ''
      : ` Next, ${millions(next.amount)} of the allocation ${allocationWords[next.name].name} may be released on ${when(next.atMs)}.`;
  return `${now}${coming} ${later}`;
}

/** The next release that is not a weekly payment. */
function nextTurn({ allocations }: SupplyTimeline, nowMs: number) {
  return allocations
    .flatMap(({ name, schedule }) =>
      schedule.flatMap(({ atMs, amount, count }) =>
        count === 1 && atMs > nowMs ? [{ name, atMs, amount }] : [],
      ),
    )
    .toSorted((left, right) => left.atMs - right.atMs)[0];
}

const millions = (amount: bigint): string => `${formatMillions(amount)} million DATR`;
