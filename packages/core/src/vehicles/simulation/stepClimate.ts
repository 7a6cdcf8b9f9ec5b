// SPDX-License-Identifier: Apache-2.0
import type { CarModel } from './CarModel.ts';
import type { SimulatedCar } from './SimulatedCar.ts';

const CABIN_CELSIUS = 21;
/** Heating or cooling per kelvin that the cabin is away from where it should be. */
const CLIMATE_W_PER_K = 180;
const CABIN_HEAT_J_PER_K = 60_000;
const CABIN_LOSS_W_PER_K = 60;
const MOTOR_HEAT_J_PER_K = 60_000;
const MOTOR_COOLING_W_PER_K = 45;
/** A heat pump moves more heat than it takes power. */
const CLIMATE_EFFICIENCY = 2.5;

/** A mild year: 12 °C on average, 9 K between the seasons, 5 K between day and night (UTC). */
export function outsideTemperature(timeMs: number): number {
  const dayOfYear = (timeMs / 86_400_000) % 365.2425;
  const hour = (timeMs / 3_600_000) % 24;
  const season = Math.cos((2 * Math.PI * (dayOfYear - 200)) / 365.2425);
  const daytime = Math.cos((2 * Math.PI * (hour - 14)) / 24);
  return 12 + 9 * season + 5 * daytime;
}

/** Electric power of the climate control: in proportion to what the cabin lacks, off when the car is off. */
export function climatePower(model: CarModel, car: SimulatedCar): number {
  if (car.phase === 'parked' || car.phase === 'charging') return 0;
  return Math.min(model.climatePowerWMax, CLIMATE_W_PER_K * Math.abs(CABIN_CELSIUS - car.cabinCelsius));
}

export interface HeatParameters {
  climateW: number;
  batteryLossW: number;
  motorLossW: number;
}

/** Moves every temperature on by a second: heat that comes in, less what goes to the surroundings. */
export function stepTemperatures(
  model: CarModel,
  car: SimulatedCar,
  { climateW, batteryLossW, motorLossW }: HeatParameters,
): void {
  car.outsideCelsius = outsideTemperature(car.timeMs);
  const climateHeatW = CLIMATE_EFFICIENCY * climateW * Math.sign(CABIN_CELSIUS - car.cabinCelsius);
  const cabinLossW = CABIN_LOSS_W_PER_K * (car.cabinCelsius - car.outsideCelsius);
  car.cabinCelsius += (climateHeatW - cabinLossW) / CABIN_HEAT_J_PER_K;
  const batteryCoolingW = model.batteryCoolingWPerK * (car.batteryCelsius - car.outsideCelsius);
  car.batteryCelsius += (batteryLossW - batteryCoolingW) / model.batteryHeatJPerK;
  const motorCoolingW = MOTOR_COOLING_W_PER_K * (car.motorCelsius - car.outsideCelsius);
  car.motorCelsius += (motorLossW - motorCoolingW) / MOTOR_HEAT_J_PER_K;
}
