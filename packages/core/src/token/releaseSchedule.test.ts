// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths } from './addMonths.ts';
import { allocationTotals, DATR_UNIT } from './allocations.ts';
import {
  datedTranches,
  EPOCH_SECONDS,
  EPOCHS_PER_ERA,
  foundationTranches,
  initialMiningCap,
  miningCap,
  miningEras,
  releaseSchedule,
  technologyTranches,
} from './releaseSchedule.ts';

const seconds = (iso: string) => Date.parse(iso) / 1_000;
const iso = (at: number) => new Date(at * 1_000).toISOString().replace('.000Z', 'Z');

describe('addMonths', () => {
  // By hand, with a calendar.
  test.each([
    ['2024-02-29T12:34:56Z', 12, '2025-02-28T12:34:56Z'],
    ['2024-02-29T12:34:56Z', 48, '2028-02-29T12:34:56Z'],
    ['2024-02-29T12:34:56Z', 51, '2028-05-29T12:34:56Z'],
    ['2027-01-31T00:00:00Z', 1, '2027-02-28T00:00:00Z'],
    ['2027-01-31T00:00:00Z', 13, '2028-02-29T00:00:00Z'],
    ['2027-01-31T00:00:00Z', 3, '2027-04-30T00:00:00Z'],
    ['2027-11-30T23:59:59Z', 3, '2028-02-29T23:59:59Z'],
    ['2027-12-31T23:59:59Z', 2, '2028-02-29T23:59:59Z'],
    ['2099-12-31T23:59:59Z', 2, '2100-02-28T23:59:59Z'],
    ['2026-05-15T08:00:00Z', 0, '2026-05-15T08:00:00Z'],
  ])('%s plus %i months is %s', (from, months, expected) => {
    expect(iso(addMonths(seconds(from), months))).toBe(expected);
  });

  test('keeps the time of day, lands in the month meant, and never on a later day of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: seconds('2200-01-01T00:00:00Z') }),
        fc.integer({ min: 0, max: 200 }),
        (from, months) => {
          const at = addMonths(from, months);
          const [before, after] = [new Date(from * 1_000), new Date(at * 1_000)];
          expect(at % 86_400).toBe(from % 86_400);
          expect(after.getUTCFullYear() * 12 + after.getUTCMonth()).toBe(
            before.getUTCFullYear() * 12 + before.getUTCMonth() + months,
          );
          const nextDay = new Date(at * 1_000 + 86_400_000);
          const isClamped = after.getUTCDate() !== before.getUTCDate();
          if (isClamped) expect(nextDay.getUTCDate()).toBe(1);
          expect(after.getUTCDate()).toBeLessThanOrEqual(before.getUTCDate());
        },
      ),
    );
  });
});

describe('releaseSchedule', () => {
  test('dates everything from a launch on a leap day', () => {
    const { technology, foundation } = releaseSchedule({
      launchedAt: seconds('2024-02-29T06:00:00Z'),
      reserveAtLaunch: allocationTotals.mining,
    });
    expect(technology.map(({ at }) => iso(at))).toEqual([
      '2029-02-28T06:00:00Z',
      '2030-02-28T06:00:00Z',
      '2031-02-28T06:00:00Z',
      '2032-02-29T06:00:00Z',
    ]);
    expect(foundation.map(({ at }) => iso(at))).toEqual([
      '2028-02-29T06:00:00Z',
      '2028-05-29T06:00:00Z',
      '2028-08-29T06:00:00Z',
      '2028-11-29T06:00:00Z',
      '2029-02-28T06:00:00Z',
      '2029-05-29T06:00:00Z',
      '2029-08-29T06:00:00Z',
      '2029-11-29T06:00:00Z',
      '2030-02-28T06:00:00Z',
      '2030-05-29T06:00:00Z',
      '2030-08-29T06:00:00Z',
      '2030-11-29T06:00:00Z',
      '2031-02-28T06:00:00Z',
      '2031-05-29T06:00:00Z',
      '2031-08-29T06:00:00Z',
    ]);
  });

  test('dates everything from a launch on the last day of August', () => {
    const tranches = datedTranches(foundationTranches, seconds('2026-08-31T00:00:00Z'));
    expect(tranches.slice(0, 6).map(({ at }) => iso(at))).toEqual([
      '2030-08-31T00:00:00Z',
      '2030-11-30T00:00:00Z',
      '2031-02-28T00:00:00Z',
      '2031-05-31T00:00:00Z',
      '2031-08-31T00:00:00Z',
      '2031-11-30T00:00:00Z',
    ]);
  });

  test('releases exactly what each allocation was given', () => {
    const sum = (tranches: readonly { amount: bigint }[]) =>
      tranches.reduce((total, { amount }) => total + amount, 0n);
    expect(sum(technologyTranches)).toBe(64_000_000n * DATR_UNIT);
    expect(sum(foundationTranches)).toBe(120_000_000n * DATR_UNIT);
    expect(Object.values(allocationTotals).reduce((total, amount) => total + amount, 0n)).toBe(
      800_000_000n * DATR_UNIT,
    );
  });

  test('gives mining the caps of the rules', () => {
    // 336,000,000 / 416 = 807,692.307692…, in the smallest unit and rounded down; halved after 208 weeks, and so on.
    const reserve = 336_000_000n * DATR_UNIT;
    expect(initialMiningCap(reserve)).toBe(807_692_307_692_307_692_307_692n);
    expect(miningCap(reserve, 0)).toBe(807_692_307_692_307_692_307_692n);
    expect(miningCap(reserve, 207)).toBe(807_692_307_692_307_692_307_692n);
    expect(miningCap(reserve, 208)).toBe(403_846_153_846_153_846_153_846n);
    expect(miningCap(reserve, 416)).toBe(201_923_076_923_076_923_076_923n);
    expect(miningCap(reserve, 623)).toBe(201_923_076_923_076_923_076_923n);
    expect(miningCap(reserve, 624)).toBe(100_961_538_461_538_461_538_461n);
  });

  test('never lets mining pay more than it holds, and its weeks leave no hole', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 536_000_000n * DATR_UNIT }),
        fc.integer({ min: 0, max: seconds('2100-01-01T00:00:00Z') }),
        (reserveAtLaunch, launchedAt) => {
          const { mining, miningLocked } = releaseSchedule({ launchedAt, reserveAtLaunch });
          expect(miningLocked).toBeGreaterThanOrEqual(0n);
          let at = launchedAt;
          let epoch = 0;
          for (const era of mining) {
            expect(era).toMatchObject({ fromEpoch: epoch, startsAt: at });
            expect(era.capPerEpoch).toBe(miningCap(reserveAtLaunch, era.toEpoch));
            epoch = era.toEpoch + 1;
            at = era.endsAt;
          }
          expect(at).toBe(launchedAt + epoch * EPOCH_SECONDS);
          expect(miningCap(reserveAtLaunch, epoch)).toBe(0n);
          expect(mining).toEqual(miningEras(reserveAtLaunch, launchedAt));
          expect(epoch % EPOCHS_PER_ERA).toBe(0);
        },
      ),
      { numRuns: 50 },
    );
  });
});
