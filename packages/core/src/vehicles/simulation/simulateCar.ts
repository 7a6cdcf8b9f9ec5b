// SPDX-License-Identifier: Apache-2.0
import type { Reading } from '../../records/Reading.ts';
import { type CarModel, compactCar } from './CarModel.ts';
import { createCar } from './createCar.ts';
import { createSensorReader } from './createSensorReader.ts';
import type { SimulatedCar } from './SimulatedCar.ts';
import type { Home } from './sensors.ts';
import { stepCar } from './stepCar.ts';

/** Valladolid: hilly country, far from the sea. The roads are made up. */
const VALLADOLID: Home = { latitude: 41.652, longitude: -4.728, altitudeM: 720 };

export interface SimulateCarOptions {
  /** Decides roads, stops, trips and the car's first state; the same seed and start give the same car. */
  seed: number;
  /** Time of the first second, milliseconds since the epoch. */
  startMs: number;
  model?: CarModel | undefined;
  home?: Home | undefined;
  /** Continues from a car that was simulated before, instead of making one from the seed. */
  car?: SimulatedCar | undefined;
}

export interface SimulatedSecond {
  timeMs: number;
  readings: Reading[];
  /** Plain data that `SimulateCarOptions.car` takes. */
  car: SimulatedCar;
}

/**
 * An electric car that drives, waits at crossings, parks, and charges when its battery is low, for ever, in steps of a
 * second. Pure and deterministic; the physics stands at `stepCar`.
 *
 * @example
 * for (const { readings } of simulateCar({ seed: 1, startMs: 0 })) console.log(readings);
 */
export function* simulateCar({
  seed,
  startMs,
  model = compactCar,
  home = VALLADOLID,
  car: resumed,
}: SimulateCarOptions): Generator<SimulatedSecond, never> {
  const read = createSensorReader(model, home);
  let car = resumed === undefined ? createCar({ seed, startMs }) : { ...resumed, timeMs: startMs };
  while (true) {
    yield { timeMs: car.timeMs, readings: read(car), car };
    car = stepCar(model, car);
  }
}
