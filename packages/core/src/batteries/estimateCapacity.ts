// SPDX-License-Identifier: Apache-2.0
import type { ChargeSegment } from './ChargeSegment.ts';
import { studentQuantile } from './studentQuantile.ts';

/** Fewer stretches give an interval that says nothing. */
export const SEGMENTS_MIN = 5;
/** Together they must have moved so much charge; a gauge that is off by a point would else be off by a fifth. */
export const CHARGE_MOVED_MIN = 20;

export interface CapacityEstimate {
  kind: 'estimate';
  capacityWh: number;
  /** Ends of the 95 % interval. */
  capacityWhMin: number;
  capacityWhMax: number;
  segments: number;
  /** Sum of the changes' sizes, in percentage points. */
  chargeMoved: number;
}

/** What is missing before anything honest can be said. */
export interface CapacityUnknown {
  kind: 'unknown';
  reason: 'tooFewSegments' | 'tooLittleCharge' | 'inconsistent';
  segments: number;
  chargeMoved: number;
}

/**
 * Estimates how much energy the battery holds between 0 and 100 %.
 *
 * Method: least squares of energy on the change of the state of charge, through the origin, for no change takes no
 * energy: C = Σ s·E / Σ s². The 95 % interval is C ± t · √(Σ(E − C·s)² / (n − 1) / Σ s²), with Student's t of n − 1
 * degrees of freedom. Energy at the terminals stands for energy in the cells, so losses on both ways are part of the
 * spread; stretches of charging and of driving together make them cancel in part.
 */
export function estimateCapacity(segments: readonly ChargeSegment[]): CapacityEstimate | CapacityUnknown {
  const n = segments.length;
  const chargeMoved = segments.reduce(
    (sum, { stateOfChargeChange }) => sum + Math.abs(stateOfChargeChange),
    0,
  );
  const unknown = (reason: CapacityUnknown['reason']): CapacityUnknown => ({
    kind: 'unknown',
    reason,
    segments: n,
    chargeMoved,
  });
  if (n < SEGMENTS_MIN) return unknown('tooFewSegments');
  if (chargeMoved < CHARGE_MOVED_MIN) return unknown('tooLittleCharge');
  let sumOfSquares = 0;
  let sumOfProducts = 0;
  for (const { stateOfChargeChange, energyWh } of segments) {
    const share = stateOfChargeChange / 100;
    sumOfSquares += share * share;
    sumOfProducts += share * energyWh;
  }
  const capacityWh = sumOfProducts / sumOfSquares;
  const residual = segments.reduce(
    (sum, { stateOfChargeChange, energyWh }) =>
      sum + (energyWh - (capacityWh * stateOfChargeChange) / 100) ** 2,
    0,
  );
  const margin = studentQuantile(n - 1) * Math.sqrt(residual / (n - 1) / sumOfSquares);
  // Energy that flows against the charge, or an interval down to nothing: the data contradict themselves.
  if (capacityWh - margin <= 0) return unknown('inconsistent');
  return {
    kind: 'estimate',
    capacityWh,
    capacityWhMin: capacityWh - margin,
    capacityWhMax: capacityWh + margin,
    segments: n,
    chargeMoved,
  };
}
