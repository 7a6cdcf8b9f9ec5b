// SPDX-License-Identifier: Apache-2.0
import { allocationTotals } from '@datacar/core/token/allocations';
import { releaseSchedule } from '@datacar/core/token/releaseSchedule';
import { describe, expect, test } from 'vitest';
import { describeRelative } from './describeMoment.ts';
import { readTimeline, type TokenSchedule } from './readTimeline.ts';
import { almostAllBy, endOfSchedule, releasableBy, releasedBy, turningPoints } from './SupplyTimeline.ts';
import { summarizeSupply } from './summarizeSupply.ts';
import { pictureX, pictureY, supplyPaths } from './supplyPaths.ts';
import { yearMs, yearTicks } from './yearTicks.ts';

const unit = 10n ** 18n;
const millions = (count: number) => BigInt(count * 1_000) * 1_000n * unit;
const launchedAtMs = Date.UTC(2028, 1, 29, 12);

/** As the server answers it, from the rules alone. */
function scheduleLaunchedAt(launchMs: number | null): TokenSchedule {
  const rules = releaseSchedule({ launchedAt: (launchMs ?? 0) / 1_000, reserveAtLaunch: millions(336) });
  const after = (seconds: number) => (launchMs === null ? null : seconds * 1_000);
  const rest = { account: '0x00', past: [], tranches: [], rounds: [], eras: [], lockedForGood: '0' };
  const dated = (tranches: typeof rules.technology) =>
    tranches.map(({ monthsAfterLaunch, at, amount }) => ({
      monthsAfterLaunch,
      atMs: after(at),
      amount: String(amount),
      state: 'locked' as const,
    }));
  const totals = (name: keyof typeof allocationTotals) => ({
    name,
    total: String(allocationTotals[name]),
    released: '0',
  });
  return {
    launchedAtMs: launchMs,
    asOf: { blockNumber: 1, atMs: launchMs ?? 0 },
    offeringDeadlineMs: 0,
    allocations: [
      {
        ...rest,
        ...totals('publicOffering'),
        past: launchMs === null ? [] : [{ atMs: launchMs - 1_000, amount: String(millions(200)) }],
      },
      { ...rest, ...totals('technology'), tranches: dated(rules.technology) },
      { ...rest, ...totals('operation') },
      { ...rest, ...totals('foundation'), tranches: dated(rules.foundation) },
      {
        ...rest,
        ...totals('mining'),
        eras: rules.mining.map(({ fromEpoch, toEpoch, startsAt, endsAt, capPerEpoch }) => ({
          ...{ fromEpoch, toEpoch, startsAtMs: after(startsAt), endsAtMs: after(endsAt) },
          capPerEpoch: String(capPerEpoch),
        })),
      },
    ],
  };
}

const launched = readTimeline(scheduleLaunchedAt(launchedAtMs));
const by = (index: number, timeMs: number) => {
  const allocation = launched.allocations[index];
  return allocation === undefined ? 0n : releasableBy(allocation, timeMs);
};

describe('after a launch on 29 February', () => {
  test.each([
    [1, Date.UTC(2033, 1, 28, 12) - 1, 0],
    [1, Date.UTC(2033, 1, 28, 12), 16],
    [1, Date.UTC(2036, 1, 29, 12), 64],
    [2, launchedAtMs - 1, 0],
    [2, launchedAtMs, 80],
    [3, Date.UTC(2032, 1, 29, 12) - 1, 0],
    [3, Date.UTC(2032, 1, 29, 12), 8],
    [3, Date.UTC(2032, 4, 29, 12), 16],
    [3, Date.UTC(2035, 7, 29, 12), 120],
  ])('allocation %i may release by %i', (index, timeMs, amount) => {
    expect(by(index, timeMs)).toBe(millions(amount));
  });

  test('mining gains one cap a week, halved after 208', () => {
    const cap = millions(336) / 416n;
    const weekMs = 7 * 86_400_000;
    expect(by(4, launchedAtMs)).toBe(cap);
    expect(by(4, launchedAtMs + weekMs - 1)).toBe(cap);
    expect(by(4, launchedAtMs + 207 * weekMs)).toBe(cap * 208n);
    expect(by(4, launchedAtMs + 208 * weekMs)).toBe(cap * 208n + cap / 2n);
  });

  test('99 % come free in the sixth era, and nothing passes the supply', () => {
    const almost = almostAllBy(launched, { partsLeft: 100n });
    expect((almost - launchedAtMs) / yearMs).toBeCloseTo((6 * 208 * 7) / 365.2425, 1);
    const endMs = endOfSchedule(launched);
    const sum = launched.allocations.reduce((total, one) => total + releasableBy(one, endMs), 0n);
    expect(sum).toBeLessThanOrEqual(millions(800));
    expect(sum).toBeGreaterThan(millions(800) - unit);
    // Some 80 eras of four years.
    expect((endMs - launchedAtMs) / yearMs).toBeGreaterThan(300);
  });

  test('released is what was released, and not more', () => {
    const [offering] = launched.allocations;
    expect(offering && releasedBy(offering, launchedAtMs)).toBe(millions(200));
    expect(offering && releasedBy(offering, launchedAtMs - 2_000)).toBe(0n);
  });

  test('a sentence sums it up', () => {
    const text = summarizeSupply(launched, {
      nowMs: Date.UTC(2032, 3, 1),
      when: (timeMs) => new Date(timeMs).toISOString().slice(0, 10),
    });
    expect(text).toContain('200 million DATR are released');
    expect(text).toContain('8 million DATR of the allocation Foundation may be released on 2032-05-29');
  });

  test('the picture stands on the line and ends at the top', () => {
    const frame = { fromMs: launchedAtMs, toMs: endOfSchedule(launched), greatest: millions(800) };
    const paths = supplyPaths(launched, { frame, nowMs: launchedAtMs + yearMs });
    expect(paths).toHaveLength(5);
    expect(paths[0]?.releasable.startsWith('M0.0 750.0')).toBe(true);
    expect(paths[4]?.edge).toMatch(/1000\.0 0\.0$/);
    for (const { releasable, edge, released } of paths) {
      expect(`${releasable}${edge}${released}`).not.toMatch(/NaN|Infinity|undefined/);
    }
    expect(pictureX(frame.toMs, frame)).toBe(1_000);
    expect(pictureY(millions(400), frame)).toBe(500);
  });
});

test('before the launch, times count from it', () => {
  const timeline = readTimeline(scheduleLaunchedAt(null));
  expect(timeline.isLaunched).toBe(false);
  const [, second] = turningPoints(timeline);
  expect(describeRelative(second ?? 0)).toBe('4 years after the launch');
  const text = summarizeSupply(timeline, { nowMs: Date.UTC(2027, 0), when: describeRelative });
  expect(text).toContain('DATR is not launched');
  expect(text).toContain('nothing is released yet');
});

test.each([
  [0, 'at the launch'],
  [7 * 86_400_000, '1 week after the launch'],
  [yearMs, '1 year after the launch'],
  [(yearMs / 12) * 51, '4 years and 3 months after the launch'],
])('%i ms after the launch', (timeMs, text) => {
  expect(describeRelative(timeMs)).toBe(text);
});

test('years below the picture are few and at even steps', () => {
  const calendar = yearTicks({ fromMs: Date.UTC(2026, 10, 24), toMs: Date.UTC(2050, 0), isRelative: false });
  expect(calendar.map(({ label }) => label)).toEqual(['2028', '2032', '2036', '2040', '2044', '2048']);
  const relative = yearTicks({ fromMs: 0, toMs: 320 * yearMs, isRelative: true });
  expect(relative.map(({ label }) => label)).toEqual([
    ...['Launch', '+50 y', '+100 y', '+150 y', '+200 y', '+250 y', '+300 y'],
  ]);
  expect(relative.filter(({ isWide }) => !isWide)).toHaveLength(4);
});
