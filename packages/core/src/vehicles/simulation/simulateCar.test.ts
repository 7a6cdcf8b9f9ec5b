// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { checkValue } from '../../signals/checkValue.ts';
import { signalByPath } from '../../signals/signalByPath.ts';
import type { DriveSample } from '../createDriveDetector.ts';
import { detectDrives } from '../detectDrives.ts';
import { batteryCurrent } from './batteryCurrent.ts';
import { compactCar } from './CarModel.ts';
import { createCar } from './createCar.ts';
import { createRandom } from './createRandom.ts';
import type { SimulatedCar } from './SimulatedCar.ts';
import { batteryCapacityWh } from './sensors.ts';
import { type SimulatedSecond, simulateCar } from './simulateCar.ts';
import { stepCar } from './stepCar.ts';
import { airDensity, resistances } from './tractionForce.ts';

const startMs = Date.UTC(2026, 4, 1, 8);
const DAY_S = 86_400;

function secondsOf(count: number, options: Parameters<typeof simulateCar>[0]): SimulatedSecond[] {
  const seconds: SimulatedSecond[] = [];
  for (const second of simulateCar(options)) {
    seconds.push(second);
    if (seconds.length === count) break;
  }
  return seconds;
}

const least = (values: number[]) => values.reduce((left, right) => Math.min(left, right));
const greatest = (values: number[]) => values.reduce((left, right) => Math.max(left, right));

describe('the physics', () => {
  test('has the density of the standard atmosphere', () => {
    // ISO 2533: 1.225 kg/m³ at sea level and 15 °C, 1.1116 kg/m³ at 1,000 m and 8.5 °C.
    expect(airDensity({ celsius: 15, altitudeM: 0 })).toBeCloseTo(1.225, 3);
    expect(airDensity({ celsius: 8.5, altitudeM: 1_000 })).toBeCloseTo(1.1116, 3);
  });

  test('has drag and rolling resistance as computed by hand', () => {
    const { dragN, rollingN } = resistances(compactCar, {
      speedMetersPerSecond: 30,
      grade: 0,
      airDensityKgPerM3: 1.2,
    });
    expect(dragN).toBeCloseTo(0.5 * 1.2 * 0.62 * 900, 9);
    expect(rollingN).toBeCloseTo(0.0095 * 1_850 * 9.80665, 9);
  });

  test('has a battery whose terminals give the power asked for', () => {
    for (const powerW of [-50_000, 0, 350, 100_000]) {
      const { currentA, voltageV, openCircuitVoltageV } = batteryCurrent(compactCar, {
        powerW,
        stateOfCharge: 0.5,
      });
      expect(openCircuitVoltageV).toBe(372);
      expect(currentA * voltageV).toBeCloseTo(powerW, 6);
    }
  });

  test('loses no energy and makes none', () => {
    for (const seed of [1, 2, 3]) {
      let car = createCar({ seed, startMs });
      const first = car;
      for (let second = 0; second < DAY_S; second += 1) car = stepCar(compactCar, car);
      const { energy } = car;
      const used =
        energy.batteryLossJ +
        energy.auxiliaryJ +
        energy.drivetrainLossJ +
        energy.dragJ +
        energy.rollingJ +
        energy.frictionBrakeJ +
        energy.potentialJ +
        energy.kineticJ;
      expect(energy.chemicalJ + energy.chargedJ - used).toBeCloseTo(0, 3);
      // The ledger is that of the state: height, speed and charge.
      expect(energy.potentialJ).toBeCloseTo(1_850 * 9.80665 * (car.altitudeM - first.altitudeM), 3);
      expect(energy.kineticJ).toBeCloseTo(0.5 * 1_850 * 1.05 * car.speedMetersPerSecond ** 2, 3);
      const storedJ = (at: SimulatedCar) =>
        156 * 3_600 * (340 * at.stateOfCharge + (64 / 2) * at.stateOfCharge ** 2);
      const drawnJ = storedJ(first) - storedJ(car);
      expect(Math.abs(energy.chemicalJ - drawnJ)).toBeLessThan(0.0005 * energy.chargedJ);
    }
  });
});

describe('a simulated day', () => {
  const seconds = secondsOf(DAY_S, { seed: 7, startMs });
  const cars = seconds.map(({ car }) => car);
  const first = cars[0] as SimulatedCar;
  const last = cars.at(-1) as SimulatedCar;

  test('is the same for the same seed, and another one for another', () => {
    expect(secondsOf(2_000, { seed: 7, startMs })).toEqual(seconds.slice(0, 2_000));
    expect(secondsOf(100, { seed: 8, startMs })).not.toEqual(seconds.slice(0, 100));
  });

  test('continues from a car that was written to a file', () => {
    const at = seconds[40_000] as SimulatedSecond;
    const car = JSON.parse(JSON.stringify(at.car)) as SimulatedCar;
    const resumed = secondsOf(500, { seed: 0, startMs: at.timeMs, car });
    expect(resumed.map((second) => second.car)).toEqual(cars.slice(40_000, 40_500));
  });

  test('says only what the catalogue allows, and speed and place every second while on', () => {
    const wrong = seconds.flatMap(({ timeMs, readings }) =>
      readings.filter(({ path, value, timeMs: readAtMs }) => {
        const signal = signalByPath(path);
        return signal === undefined || checkValue(signal, value) !== undefined || readAtMs !== timeMs;
      }),
    );
    expect(wrong).toEqual([]);
    const incomplete = seconds.filter(({ readings, car }) => {
      const paths = new Set(readings.map(({ path }) => path));
      const isSilent = !paths.has('Vehicle.Speed') || !paths.has('Vehicle.CurrentLocation.Latitude');
      return paths.size !== readings.length || (car.phase === 'driving' && isSilent);
    });
    expect(incomplete).toEqual([]);
  });

  test('has drives, waits, parking and charging', () => {
    expect(new Set(cars.map(({ phase }) => phase))).toEqual(
      new Set(['driving', 'waiting', 'parked', 'charging']),
    );
    const charges = cars.map(({ stateOfCharge }) => stateOfCharge);
    expect(least(charges)).toBeGreaterThan(0.05);
    expect(greatest(charges)).toBeLessThan(1);
  });

  test('uses as much as such cars use', () => {
    const kilometers = (last.odometerM - first.odometerM) / 1_000;
    const usedWh = (last.energy.chemicalJ + last.energy.chargedJ) / 3_600;
    expect(kilometers).toBeGreaterThan(100);
    expect(usedWh / kilometers).toBeGreaterThan(110);
    expect(usedWh / kilometers).toBeLessThan(190);
  });

  test('keeps within what roads, tyres and passengers allow', () => {
    const accelerations = cars.map((car) => car.accelerationMetersPerSecond2);
    expect(greatest(cars.map((car) => car.speedMetersPerSecond * 3.6))).toBeLessThanOrEqual(100);
    expect(least(accelerations)).toBeGreaterThanOrEqual(-3.51);
    expect(greatest(accelerations)).toBeLessThanOrEqual(1.61);
    expect(greatest(cars.map(({ grade }) => Math.abs(grade)))).toBeLessThan(0.08);
    const distances = cars.map(({ segment }) => Math.hypot(segment.start.eastM, segment.start.northM));
    expect(greatest(distances)).toBeLessThan(20_000);
  });

  test('is found again by the drive detection: distance, energy, ends', async () => {
    const samples: DriveSample[] = [];
    for (const { timeMs, readings } of seconds) {
      const value = (path: string) =>
        readings.find((reading) => reading.path === path)?.value as number | undefined;
      samples.push({
        timeMs,
        speedKmh: value('Vehicle.Speed'),
        stateOfCharge: value('Vehicle.Powertrain.TractionBattery.StateOfCharge.Current'),
      });
    }
    const drives = [];
    for await (const drive of detectDrives(samples, { batteryCapacityWh: batteryCapacityWh(compactCar) })) {
      drives.push(drive);
    }
    expect(drives.length).toBeGreaterThan(10);
    const carAt = (timeMs: number) => cars[(timeMs - startMs) / 1_000] as SimulatedCar;
    for (const { startMs: from, endMs: to, distanceMeters, energyWh, gaps, stateOfChargeJumps } of drives) {
      const meters = carAt(to).odometerM - carAt(from).odometerM;
      expect(Math.abs(distanceMeters - meters)).toBeLessThan(Math.max(2, meters * 0.001));
      const chemicalWh = (carAt(to).energy.chemicalJ - carAt(from).energy.chemicalJ) / 3_600;
      expect(Math.abs((energyWh ?? 0) - chemicalWh)).toBeLessThan(0.06 * chemicalWh + 60);
      expect(gaps).toEqual([]);
      expect(stateOfChargeJumps).toEqual([]);
    }
  });
});

test('mulberry32 gives its published sequence', () => {
  // Seed 0, computed with the reference implementation in C.
  const random = createRandom(0);
  const first = [random.next(), random.next(), random.next()].map((value) => value * 2 ** 32);
  expect(first).toEqual([1_144_304_738, 1_416_247, 958_946_056]);
  const resumed = createRandom(random.state());
  expect(resumed.next()).toBe(random.next());
});
