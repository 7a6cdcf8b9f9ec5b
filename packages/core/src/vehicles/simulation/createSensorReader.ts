// SPDX-License-Identifier: Apache-2.0
import type { Reading, ReadingValue } from '../../records/Reading.ts';
import type { CarModel } from './CarModel.ts';
import type { SimulatedCar } from './SimulatedCar.ts';
import { type Cadence, type Home, sensors } from './sensors.ts';

/** Every sensor speaks this often, also when nothing changed. */
const HEARTBEAT_MS = 60_000;

/** Least time between two readings of a changed value, while the car is on. */
const CHANGED_MS: Readonly<Record<Cadence, number>> = { fast: 1_000, event: 0, medium: 5_000, slow: 30_000 };
/** While it is parked or charges, nothing changes fast. */
const CHANGED_RESTING_MS: Readonly<Record<Cadence, number>> = {
  fast: 30_000,
  event: 0,
  medium: 10_000,
  slow: 30_000,
};

/** Reads a simulated car's sensors, leaving out what has just been said. */
export function createSensorReader(model: CarModel, home: Home): (car: SimulatedCar) => Reading[] {
  const spoken = new Map<string, { timeMs: number; value: ReadingValue }>();
  return (car) => {
    const isOn = car.phase === 'driving' || car.phase === 'waiting';
    const changedMs = isOn ? CHANGED_MS : CHANGED_RESTING_MS;
    const readings: Reading[] = [];
    for (const { path, cadence, read } of sensors) {
      const value = read(car, { model, home });
      const last = spoken.get(path);
      const elapsedMs = last === undefined ? Number.POSITIVE_INFINITY : car.timeMs - last.timeMs;
      // A car that is on says its speed and place every second, so that a constant speed does not look like a gap.
      const isDue =
        elapsedMs >= HEARTBEAT_MS ||
        (isOn && cadence === 'fast') ||
        (value !== last?.value && elapsedMs >= changedMs[cadence]);
      if (!isDue) continue;
      spoken.set(path, { timeMs: car.timeMs, value });
      readings.push({ path, timeMs: car.timeMs, value });
    }
    return readings;
  };
}
