// SPDX-License-Identifier: Apache-2.0
import type { ReadingValue } from '../../records/Reading.ts';
import type { CarModel } from './CarModel.ts';
import { pointAlong } from './Segment.ts';
import type { SimulatedCar } from './SimulatedCar.ts';

/** Where the car's roads are. */
export interface Home {
  /** Degrees. */
  latitude: number;
  longitude: number;
  altitudeM: number;
}

/** How often a sensor speaks: `fast` every second, the others when their value has changed and so much time passed. */
export type Cadence = 'fast' | 'event' | 'medium' | 'slow';

export interface Sensor {
  path: string;
  cadence: Cadence;
  read(car: SimulatedCar, context: { model: CarModel; home: Home }): ReadingValue;
}

/** Length of a degree of latitude on the mean sphere of the earth (6,371,009 m). */
const METERS_PER_DEGREE = 111_195;
const JOULES_PER_KWH = 3_600_000;
/** The range shown to the driver assumes so much. */
const CONSUMPTION_WH_PER_KM = 150;

/** Rounds to a sensor's resolution. Adding 0 turns -0 into 0. */
function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale + 0;
}

function positionOf(car: SimulatedCar): { eastM: number; northM: number } {
  return pointAlong(car.segment, car.alongM);
}

function latitudeOf(car: SimulatedCar, home: Home): number {
  return home.latitude + positionOf(car).northM / METERS_PER_DEGREE;
}

function longitudeOf(car: SimulatedCar, home: Home): number {
  const metersPerDegree = METERS_PER_DEGREE * Math.cos((home.latitude * Math.PI) / 180);
  return home.longitude + positionOf(car).eastM / metersPerDegree;
}

/** Energy that the battery holds when full, at its mean open-circuit voltage. */
export function batteryCapacityWh(model: CarModel): number {
  return (model.batteryCapacityAh * (model.batteryVoltageVMin + model.batteryVoltageVMax)) / 2;
}

const isOn = (car: SimulatedCar): boolean => car.phase === 'driving' || car.phase === 'waiting';

const motorRpm = (car: SimulatedCar, model: CarModel): number =>
  ((car.speedMetersPerSecond / model.wheelRadiusM) * model.gearRatio * 60) / (2 * Math.PI);

const battery = 'Vehicle.Powertrain.TractionBattery';
const motor = 'Vehicle.Powertrain.ElectricMotor';

/** What the simulated car says, in the units of VSS. Battery power and current are positive into the battery. */
export const sensors: readonly Sensor[] = [
  { path: 'Vehicle.Speed', cadence: 'fast', read: (car) => rounded(car.speedMetersPerSecond * 3.6, 2) },
  {
    path: 'Vehicle.CurrentLocation.Latitude',
    cadence: 'fast',
    read: (car, { home }) => rounded(latitudeOf(car, home), 6),
  },
  {
    path: 'Vehicle.CurrentLocation.Longitude',
    cadence: 'fast',
    read: (car, { home }) => rounded(longitudeOf(car, home), 6),
  },
  {
    path: `${battery}.CurrentPower`,
    cadence: 'fast',
    read: (car) => rounded(-car.voltageV * car.currentA, 0),
  },
  {
    path: 'Vehicle.Acceleration.Longitudinal',
    cadence: 'fast',
    read: (car) => rounded(car.accelerationMetersPerSecond2, 2),
  },
  {
    path: 'Vehicle.CurrentLocation.Altitude',
    cadence: 'medium',
    read: (car, { home }) => rounded(home.altitudeM + car.altitudeM, 1),
  },
  {
    path: 'Vehicle.CurrentLocation.Heading',
    cadence: 'medium',
    read: (car) => rounded(((((car.segment.headingRad * 180) / Math.PI) % 360) + 360) % 360, 1),
  },
  {
    path: `${battery}.StateOfCharge.Current`,
    cadence: 'medium',
    read: (car) => rounded(car.stateOfCharge * 100, 2),
  },
  { path: `${battery}.CurrentVoltage`, cadence: 'medium', read: (car) => rounded(car.voltageV, 1) },
  { path: `${battery}.CurrentCurrent`, cadence: 'medium', read: (car) => rounded(-car.currentA, 1) },
  {
    path: `${motor}.Power`,
    cadence: 'medium',
    read: (car) => rounded((car.tractionN * car.speedMetersPerSecond) / 1_000, 0),
  },
  { path: `${motor}.Speed`, cadence: 'medium', read: (car, { model }) => rounded(motorRpm(car, model), 0) },
  {
    path: `${motor}.Torque`,
    cadence: 'medium',
    read: (car, { model }) => rounded((car.tractionN * model.wheelRadiusM) / model.gearRatio, 0),
  },
  { path: 'Vehicle.Datacar.Road.Grade', cadence: 'medium', read: (car) => rounded(car.grade * 100, 1) },
  { path: 'Vehicle.TraveledDistance', cadence: 'medium', read: (car) => rounded(car.odometerM, 0) },
  { path: 'Vehicle.Datacar.Road.SpeedLimit', cadence: 'event', read: (car) => car.segment.speedLimitKmh },
  { path: 'Vehicle.IsMoving', cadence: 'event', read: (car) => car.speedMetersPerSecond > 0 },
  {
    path: 'Vehicle.Powertrain.Transmission.CurrentGear',
    cadence: 'event',
    read: (car) => (isOn(car) ? 1 : 0),
  },
  { path: 'Vehicle.LowVoltageSystemState', cadence: 'event', read: (car) => (isOn(car) ? 'ON' : 'OFF') },
  {
    path: 'Vehicle.Body.Lights.Brake.IsActive',
    cadence: 'event',
    read: (car) => (car.accelerationMetersPerSecond2 < -0.7 ? 'ACTIVE' : 'INACTIVE'),
  },
  { path: `${battery}.Charging.IsCharging`, cadence: 'event', read: (car) => car.phase === 'charging' },
  {
    path: `${battery}.Charging.ChargingPort.AnyPosition.IsChargingCableConnected`,
    cadence: 'event',
    read: (car) => car.phase === 'charging',
  },
  {
    path: 'Vehicle.Datacar.Charging.SessionEnergy',
    cadence: 'medium',
    read: (car) => rounded(car.sessionJ / JOULES_PER_KWH, 3),
  },
  {
    path: `${battery}.Range`,
    cadence: 'slow',
    read: (car, { model }) =>
      rounded((car.stateOfCharge * batteryCapacityWh(model) * 1_000) / CONSUMPTION_WH_PER_KM, 0),
  },
  { path: `${battery}.Temperature.Average`, cadence: 'slow', read: (car) => rounded(car.batteryCelsius, 1) },
  { path: `${motor}.Temperature`, cadence: 'slow', read: (car) => rounded(car.motorCelsius, 1) },
  {
    path: 'Vehicle.Cabin.HVAC.AmbientAirTemperature',
    cadence: 'slow',
    read: (car) => rounded(car.cabinCelsius, 1),
  },
  { path: 'Vehicle.Exterior.AirTemperature', cadence: 'slow', read: (car) => rounded(car.outsideCelsius, 1) },
  {
    path: 'Vehicle.Powertrain.AccumulatedBrakingEnergy',
    cadence: 'slow',
    read: (car) => rounded(car.energy.regeneratedJ / JOULES_PER_KWH, 3),
  },
  {
    path: 'Vehicle.Datacar.TractionBattery.UsableCapacity',
    cadence: 'slow',
    read: (_car, { model }) => rounded(batteryCapacityWh(model) / 1_000, 1),
  },
];
