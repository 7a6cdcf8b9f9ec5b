// SPDX-License-Identifier: Apache-2.0

/** A stretch over which the state of charge moved, with the energy that went through the battery's terminals. */
export interface ChargeSegment {
  fromMs: number;
  toMs: number;
  /** Percentage points, positive when the battery was filled. */
  stateOfChargeChange: number;
  /** Positive into the battery. */
  energyWh: number;
}
