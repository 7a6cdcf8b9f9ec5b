// SPDX-License-Identifier: Apache-2.0
import { createRandom } from './createRandom.ts';
import { nextSegment } from './Segment.ts';
import type { SimulatedCar } from './SimulatedCar.ts';
import { outsideTemperature } from './stepClimate.ts';
import { terrainHeight } from './terrain.ts';

/** A car at home that sets out at `startMs`, in a state of charge and on roads that the seed decides. */
export function createCar({ seed, startMs }: { seed: number; startMs: number }): SimulatedCar {
  const random = createRandom(seed);
  const home = { eastM: 0, northM: 0 };
  const segment = nextSegment(home, random.between(0, 2 * Math.PI), random);
  const outsideCelsius = outsideTemperature(startMs);
  const odometerM = Math.round(random.between(5_000, 60_000)) * 1_000;
  return {
    timeMs: startMs,
    phase: 'driving',
    phaseEndsMs: startMs,
    segment,
    alongM: 0,
    speedMetersPerSecond: 0,
    accelerationMetersPerSecond2: 0,
    altitudeM: terrainHeight(home),
    grade: 0,
    odometerM,
    tripEndM: odometerM + random.between(6_000, 20_000),
    stateOfCharge: random.between(0.5, 0.9),
    chargeUntil: 0.8,
    currentA: 0,
    voltageV: 0,
    tractionN: 0,
    frictionBrakeN: 0,
    batteryCelsius: outsideCelsius + 4,
    motorCelsius: outsideCelsius + 2,
    cabinCelsius: outsideCelsius,
    outsideCelsius,
    sessionJ: 0,
    energy: {
      chemicalJ: 0,
      batteryLossJ: 0,
      auxiliaryJ: 0,
      drivetrainLossJ: 0,
      dragJ: 0,
      rollingJ: 0,
      frictionBrakeJ: 0,
      potentialJ: 0,
      kineticJ: 0,
      chargedJ: 0,
      regeneratedJ: 0,
    },
    randomState: random.state(),
  };
}
