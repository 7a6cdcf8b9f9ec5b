// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { ChargeSegment } from './ChargeSegment.ts';
import { estimateCapacity } from './estimateCapacity.ts';
import { findChargeSegments } from './findChargeSegments.ts';
import { studentQuantile } from './studentQuantile.ts';
import { summarizeSpread } from './summarizeSpread.ts';

const minuteMs = 60_000;

function segment(stateOfChargeChange: number, energyWh: number): ChargeSegment {
  return { fromMs: 0, toMs: minuteMs, stateOfChargeChange, energyWh };
}

describe('estimateCapacity', () => {
  test('finds the slope and its interval as computed by hand', () => {
    // Shares 0.1 four times and -0.2; energies of a 6 kWh battery, off by +20, -20, +20, -20 and 0 Wh.
    // sum s² = 4 * 0.01 + 0.04 = 0.08; sum s*E = 0.1 * 2400 + 0.2 * 1200 = 480; C = 480 / 0.08 = 6000.
    // residual = 4 * 400 = 1600; standard error = sqrt(1600 / 4 / 0.08) = 70.711; t(4) = 2.776; margin = 196.3.
    const estimate = estimateCapacity([
      segment(10, 620),
      segment(10, 580),
      segment(10, 620),
      segment(10, 580),
      segment(-20, -1_200),
    ]);
    if (estimate.kind !== 'estimate') throw new Error(estimate.reason);
    expect(estimate.capacityWh).toBeCloseTo(6_000, 9);
    expect(estimate.capacityWhMax - estimate.capacityWh).toBeCloseTo(196.3, 0);
    expect(estimate.capacityWh - estimate.capacityWhMin).toBeCloseTo(196.3, 0);
    expect(estimate).toMatchObject({ segments: 5, chargeMoved: 60 });
  });

  test('says nothing of too few stretches, of too little charge and of contradictions', () => {
    const unknown = (...segments: ChargeSegment[]) => {
      const estimate = estimateCapacity(segments);
      return estimate.kind === 'unknown' ? estimate.reason : estimate.kind;
    };
    expect(unknown(segment(50, 3_000))).toBe('tooFewSegments');
    expect(unknown(...Array.from({ length: 5 }, () => segment(2, 120)))).toBe('tooLittleCharge');
    expect(unknown(...Array.from({ length: 5 }, () => segment(10, -600)))).toBe('inconsistent');
  });
});

test('studentQuantile agrees with the printed tables', () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, column 0.975.
  expect(studentQuantile(4)).toBeCloseTo(2.776, 2);
  expect(studentQuantile(10)).toBeCloseTo(2.228, 3);
  expect(studentQuantile(30)).toBeCloseTo(2.042, 3);
  expect(studentQuantile(100)).toBeCloseTo(1.984, 3);
});

describe('findChargeSegments', () => {
  const options = { intervalMs: minuteMs };

  test('adds the energy between two readings of the charge', () => {
    // 6 kW for a minute are 100 Wh; a point of charge a minute.
    const intervals = Array.from({ length: 5 }, (_, i) => ({
      timeMs: i * minuteMs,
      powerW: 6_000,
      stateOfCharge: 50 + i,
    }));
    expect(findChargeSegments(intervals, options)).toEqual([
      { fromMs: minuteMs, toMs: 3 * minuteMs, stateOfChargeChange: 2, energyWh: 200 },
      { fromMs: 3 * minuteMs, toMs: 5 * minuteMs, stateOfChargeChange: 2, energyWh: 200 },
    ]);
  });

  test('reaches neither over a gap nor over unknown power nor over a jump of the gauge', () => {
    const at = (minute: number, stateOfCharge: number | undefined, powerW: number | undefined = -6_000) => ({
      timeMs: minute * minuteMs,
      powerW,
      stateOfCharge,
    });
    expect(findChargeSegments([at(0, 50), at(5, 45)], options)).toEqual([]);
    expect(findChargeSegments([at(0, 50), { ...at(1, 47), powerW: undefined }], options)).toEqual([]);
    expect(findChargeSegments([at(0, 50), at(1, 20), at(2, 19)], options)).toEqual([]);
  });

  test('carries on where the gauge said nothing new', () => {
    const intervals = [50, undefined, undefined, 47].map((stateOfCharge, i) => ({
      timeMs: i * minuteMs,
      powerW: -6_000,
      stateOfCharge,
    }));
    expect(findChargeSegments(intervals, options)).toEqual([
      { fromMs: minuteMs, toMs: 4 * minuteMs, stateOfChargeChange: -3, energyWh: -300 },
    ]);
  });
});

test('summarizeSpread interpolates between neighbours', () => {
  expect(summarizeSpread([4, 1, 3, 2])).toEqual({
    count: 4,
    quartileLower: 1.75,
    median: 2.5,
    quartileUpper: 3.25,
  });
  expect(summarizeSpread([])).toBeUndefined();
});
