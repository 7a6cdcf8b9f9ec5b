// SPDX-License-Identifier: Apache-2.0
import type { Segment } from './Segment.ts';

export type CarPhase = 'driving' | 'waiting' | 'parked' | 'charging';

/** Where energy went since the simulation began, in joules. Potential and kinetic energy come back. */
export interface EnergyLedger {
  /** Out of the battery's chemistry, charged energy subtracted. */
  chemicalJ: number;
  batteryLossJ: number;
  auxiliaryJ: number;
  drivetrainLossJ: number;
  dragJ: number;
  rollingJ: number;
  frictionBrakeJ: number;
  potentialJ: number;
  kineticJ: number;
  /** Into the battery's terminals from a charging point. */
  chargedJ: number;
  /** Into the battery from braking, part of the flows above. */
  regeneratedJ: number;
}

/** Everything about a simulated car at one second. Plain data: written to a file and read back, it drives on. */
export interface SimulatedCar {
  timeMs: number;
  phase: CarPhase;
  /** When waiting, parking ends. */
  phaseEndsMs: number;
  segment: Segment;
  alongM: number;
  speedMetersPerSecond: number;
  accelerationMetersPerSecond2: number;
  altitudeM: number;
  grade: number;
  odometerM: number;
  /** Odometer at which this trip may end. */
  tripEndM: number;
  /** 0 to 1. */
  stateOfCharge: number;
  chargeUntil: number;
  currentA: number;
  voltageV: number;
  tractionN: number;
  frictionBrakeN: number;
  batteryCelsius: number;
  motorCelsius: number;
  cabinCelsius: number;
  outsideCelsius: number;
  sessionJ: number;
  energy: EnergyLedger;
  randomState: number;
}
