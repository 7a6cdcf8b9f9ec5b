// SPDX-License-Identifier: Apache-2.0
import type { CsvMapping } from './CsvMapping.ts';

/**
 * The drives of the RSK Twizy EV dataset (NaitMalek et al.): month/day/year in local time of Morocco, which is UTC+1,
 * and UTC+0 during Ramadan.
 */
export const rskTripsMapping: CsvMapping = {
  version: 1,
  kind: 'csv',
  name: 'rsk-trips',
  header: [
    'Date',
    'Time',
    'Soc',
    'Speed',
    'Mode',
    'LAT',
    'LON',
    'ALT',
    'GpsSpeed',
    'Temperature',
    'Humidity',
    'Weather',
    'WindSpeedAv',
    'Traffic',
    'SpeedLimit',
  ],
  time: { columns: ['Date', 'Time'], format: 'M/d/yyyy H:mm:ss', zone: 'Africa/Casablanca' },
  columns: [
    { column: 'Soc', signal: 'Vehicle.Powertrain.TractionBattery.StateOfCharge.Current', unit: 'percent' },
    { column: 'Speed', signal: 'Vehicle.Speed', unit: 'km/h' },
    {
      column: 'Mode',
      signal: 'Vehicle.Powertrain.Transmission.CurrentGear',
      values: { N: 0, D: 1, R: -1 },
    },
    { column: 'LAT', signal: 'Vehicle.CurrentLocation.Latitude', unit: 'degrees' },
    { column: 'LON', signal: 'Vehicle.CurrentLocation.Longitude', unit: 'degrees' },
    { column: 'ALT', signal: 'Vehicle.CurrentLocation.Altitude', unit: 'm' },
    { column: 'GpsSpeed', signal: 'Vehicle.Datacar.GNSS.Speed', unit: 'km/h' },
    { column: 'Temperature', signal: 'Vehicle.Exterior.AirTemperature', unit: 'Celsius' },
    { column: 'Humidity', signal: 'Vehicle.Exterior.Humidity', unit: 'percent' },
    { column: 'Weather', signal: 'Vehicle.Datacar.Weather.Condition' },
    { column: 'WindSpeedAv', signal: 'Vehicle.Datacar.Weather.WindSpeed', unit: 'm/s' },
    { column: 'Traffic', signal: 'Vehicle.Datacar.Traffic.Level' },
    { column: 'SpeedLimit', signal: 'Vehicle.Datacar.Road.SpeedLimit', unit: 'km/h' },
  ],
};
