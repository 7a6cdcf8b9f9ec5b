// SPDX-License-Identifier: Apache-2.0
import type { CarModel } from './CarModel.ts';
import type { SimulatedCar } from './SimulatedCar.ts';
import { GRAVITY, type Resistances } from './tractionForce.ts';

/** What passengers find comfortable, m/s². */
const ACCELERATION_MAX = 1.6;
const DECELERATION_COMFORTABLE = 1.2;
const DECELERATION_MAX = 3.5;
/** A driver corrects half of the difference to the wanted speed in a second. */
const SPEED_GAIN_PER_SECOND = 0.5;
const KMH = 1 / 3.6;

/**
 * The speed at the end of the next second: towards the limit, in time for the end of the segment, and within what
 * motor and tyres can do.
 */
export function chooseSpeed(model: CarModel, car: SimulatedCar, { dragN, rollingN }: Resistances): number {
  const { segment, alongM, speedMetersPerSecond: speed } = car;
  const remainingM = Math.max(0, segment.lengthM - alongM);
  const endSpeed = segment.endSpeedKmh * KMH;
  // A second passes before the chosen speed is reached, so the braking distance ends one second short.
  const brakingM = Math.max(0, remainingM - speed);
  const inTime = Math.sqrt(endSpeed ** 2 + 2 * DECELERATION_COMFORTABLE * brakingM);
  const wanted = Math.min(segment.speedLimitKmh * KMH * 0.97, inTime);
  const change = (wanted - speed) * SPEED_GAIN_PER_SECOND;
  const resistanceN = dragN + rollingN + model.massKg * GRAVITY * car.grade;
  const inertiaKg = model.massKg * model.rotationalMassFactor;
  const powerN = (model.motorPowerWMax * model.drivetrainEfficiency) / Math.max(speed, 5);
  const strongest = Math.min(ACCELERATION_MAX, (powerN - resistanceN) / inertiaKg);
  return Math.max(0, speed + Math.max(-DECELERATION_MAX, Math.min(strongest, change)));
}
