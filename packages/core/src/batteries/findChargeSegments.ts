// SPDX-License-Identifier: Apache-2.0
import type { ChargeSegment } from './ChargeSegment.ts';

/** What was known of the battery over one interval. */
export interface BatteryInterval {
  timeMs: number;
  /** Mean over the interval, positive into the battery; undefined where nothing was said. */
  powerW: number | undefined;
  /** Percent, at the end of the interval; undefined where nothing was said. */
  stateOfCharge: number | undefined;
}

export interface FindChargeSegmentsOptions {
  /** Length of each interval. */
  intervalMs: number;
  /** A segment ends when the charge has moved so far, in percentage points. */
  changeMin?: number;
}

/** Larger than the steps of a gauge, small enough that an evening's drive gives several. */
const CHANGE_MIN = 2;
/** No battery moves faster; a gauge that does was set anew. Percentage points a minute: 6 C. */
const CHANGE_PER_MINUTE_MAX = 10;

/**
 * Cuts a battery's history into stretches over which the state of charge moved by at least `changeMin`, with the
 * energy that flowed meanwhile. A stretch never reaches over an interval whose power nobody knows, nor over a jump
 * of the gauge. `intervals` are ordered by time.
 */
export function findChargeSegments(
  intervals: Iterable<BatteryInterval>,
  { intervalMs, changeMin = CHANGE_MIN }: FindChargeSegmentsOptions,
): ChargeSegment[] {
  const segments: ChargeSegment[] = [];
  let start: { timeMs: number; stateOfCharge: number } | undefined;
  let energyWh = 0;
  let last: { timeMs: number; stateOfCharge: number | undefined } | undefined;
  for (const { timeMs, powerW, stateOfCharge } of intervals) {
    const isContinuous = last !== undefined && timeMs - last.timeMs === intervalMs && powerW !== undefined;
    const isJump =
      stateOfCharge !== undefined &&
      last?.stateOfCharge !== undefined &&
      Math.abs(stateOfCharge - last.stateOfCharge) > (CHANGE_PER_MINUTE_MAX * intervalMs) / 60_000;
    if (!isContinuous || isJump) start = undefined;
    if (start !== undefined && powerW !== undefined) energyWh += (powerW * intervalMs) / 3_600_000;
    const known = stateOfCharge ?? (isContinuous ? last?.stateOfCharge : undefined);
    const endMs = timeMs + intervalMs;
    if (stateOfCharge !== undefined) {
      const change = start === undefined ? 0 : stateOfCharge - start.stateOfCharge;
      if (start !== undefined && Math.abs(change) >= changeMin) {
        segments.push({ fromMs: start.timeMs, toMs: endMs, stateOfChargeChange: change, energyWh });
        start = undefined;
      }
      if (start === undefined) {
        start = { timeMs: endMs, stateOfCharge };
        energyWh = 0;
      }
    }
    last = { timeMs, stateOfCharge: known };
  }
  return segments;
}
