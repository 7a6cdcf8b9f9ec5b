// SPDX-License-Identifier: Apache-2.0
import type { SignalDefinition } from './Signal.ts';

/** The condition groups of OpenWeatherMap (field `weather.main`), which car loggers commonly record. */
const WEATHER_CONDITIONS = [
  'Clear',
  'Clouds',
  'Drizzle',
  'Rain',
  'Thunderstorm',
  'Snow',
  'Mist',
  'Smoke',
  'Haze',
  'Dust',
  'Fog',
  'Sand',
  'Ash',
  'Squall',
  'Tornado',
] as const;

/**
 * The VSS overlay `Vehicle.Datacar`: what VSS 6.0 has no leaf for. `datacar.vspec` beside this file is the same in
 * the form that VSS tools read. Part of catalogue version 1: rows are never added, removed or moved.
 */
export const overlaySignals: readonly SignalDefinition[] = [
  {
    path: 'Vehicle.Datacar.Weather.Condition',
    kind: 'sensor',
    type: 'string',
    allowed: WEATHER_CONDITIONS,
    description: 'Weather at the place of the car',
  },
  {
    path: 'Vehicle.Datacar.Weather.WindSpeed',
    kind: 'sensor',
    type: 'float',
    unit: 'm/s',
    min: 0,
    description: 'Wind speed at the place of the car',
  },
  {
    path: 'Vehicle.Datacar.Traffic.Level',
    kind: 'sensor',
    type: 'uint8',
    min: 0,
    max: 2,
    description: 'Traffic around the car: 0 free, 1 dense, 2 congested',
  },
  {
    path: 'Vehicle.Datacar.Road.SpeedLimit',
    kind: 'sensor',
    type: 'float',
    unit: 'km/h',
    min: 0,
    description: 'Speed limit of the road',
  },
  {
    path: 'Vehicle.Datacar.Road.Grade',
    kind: 'sensor',
    type: 'float',
    unit: 'percent',
    description: 'Slope of the road, rise over run, positive uphill',
  },
  {
    path: 'Vehicle.Datacar.GNSS.Speed',
    kind: 'sensor',
    type: 'float',
    unit: 'km/h',
    min: 0,
    description: 'Speed over ground from the satellite receiver',
  },
  {
    path: 'Vehicle.Datacar.GNSS.SatelliteCount',
    kind: 'sensor',
    type: 'uint8',
    description: 'Satellites used for the position',
  },
  {
    path: 'Vehicle.Datacar.TractionBattery.UsableCapacity',
    kind: 'sensor',
    type: 'float',
    unit: 'kWh',
    min: 0,
    description: 'Usable battery capacity, finer than the whole kWh of VSS',
  },
  {
    path: 'Vehicle.Datacar.Charging.SessionEnergy',
    kind: 'sensor',
    type: 'float',
    unit: 'kWh',
    min: 0,
    description: 'Energy taken in since the charging session began',
  },
];
