// SPDX-License-Identifier: Apache-2.0

/** A stretch without readings of the speed. Nothing is assumed about it. */
export interface DriveGap {
  /** The last reading before it. */
  fromMs: number;
  /** The first reading after it. */
  toMs: number;
}

/** A change of the state of charge that no battery makes in the time between two readings. */
export interface StateOfChargeJump {
  atMs: number;
  /** Percent. */
  from: number;
  to: number;
}

/** One drive, as `detectDrives` finds it in a car's readings. */
export interface Drive {
  /** First reading of the drive: where the car began to move, or where the readings begin. */
  startMs: number;
  /** Last reading of the drive: where the car came to rest for good, or where the readings end. */
  endMs: number;
  /** Integral of the speed over the time outside gaps. */
  distanceMeters: number;
  /** Time covered by readings: `endMs - startMs` less the gaps. */
  coveredMs: number;
  /** Over the covered time, standstill within the drive included. */
  speedKmhMean: number;
  speedKmhMax: number;
  /** Percent, absent without readings of the state of charge. */
  stateOfChargeStart?: number;
  stateOfChargeEnd?: number;
  /** Percentage points taken from the battery, jumps of the gauge left out; negative when it ended fuller. */
  stateOfChargeDrop?: number;
  /** Jumps of the gauge that were left out, so that a reader can judge the drop. */
  stateOfChargeJumps: StateOfChargeJump[];
  /** Energy taken from the battery, only when its capacity is known. */
  energyWh?: number;
  gaps: DriveGap[];
  startLocation?: { latitude: number; longitude: number };
  endLocation?: { latitude: number; longitude: number };
}
