// SPDX-License-Identifier: Apache-2.0
import type { CarModel } from './CarModel.ts';

/** Standard gravity, m/s². */
export const GRAVITY = 9.80665;

export interface Resistances {
  dragN: number;
  rollingN: number;
}

/** Density of air at a temperature and altitude: ideal gas with the barometric formula of the standard atmosphere. */
export function airDensity({ celsius, altitudeM }: { celsius: number; altitudeM: number }): number {
  const pressurePa = 101_325 * (1 - 2.25577e-5 * altitudeM) ** 5.25588;
  return pressurePa / (287.05 * (celsius + 273.15));
}

export interface ResistanceParameters {
  speedMetersPerSecond: number;
  /** Rise over run. */
  grade: number;
  airDensityKgPerM3: number;
}

/**
 * What the road and the air hold against a car that moves: ½ ρ c_d A v² and c_r m g cos α (Guzzella and Sciarretta,
 * Vehicle Propulsion Systems, 3rd edition, section 2.1). Zero at standstill, where nothing needs overcoming.
 */
export function resistances(
  model: CarModel,
  { speedMetersPerSecond, grade, airDensityKgPerM3 }: ResistanceParameters,
): Resistances {
  if (speedMetersPerSecond === 0) return { dragN: 0, rollingN: 0 };
  return {
    dragN: 0.5 * airDensityKgPerM3 * model.dragAreaM2 * speedMetersPerSecond ** 2,
    rollingN: (model.rollingResistance * model.massKg * GRAVITY) / Math.sqrt(1 + grade ** 2),
  };
}
