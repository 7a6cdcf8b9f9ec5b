// SPDX-License-Identifier: Apache-2.0
import type { MqttMapping } from './MqttMapping.ts';

const battery = 'Vehicle.Powertrain.TractionBattery';
const motor = 'Vehicle.Powertrain.ElectricMotor';
const wheel = (row: 1 | 2, side: 'Left' | 'Right') => `Vehicle.Chassis.Axle.Row${row}.Wheel.${side}.Tire`;

/**
 * Open Vehicle Monitoring System v3: its server-v3 module publishes every metric as a bare value under
 * `ovms/<user>/<vehicle>/metric/`, dots of the metric's name as slashes, in the metric's own unit. OVMS counts battery
 * current and power positive out of the battery, VSS into it. Doors are left out: OVMS names them left and right, VSS
 * by the driver's side, and nothing says on which side the driver sits.
 */
export const ovmsMapping: MqttMapping = {
  version: 1,
  kind: 'mqtt',
  name: 'ovms',
  rules: [
    {
      topic: 'ovms/+/+/metric/#',
      device: [1, 2],
      payload: 'value',
      capture: 3,
      signals: {
        'v/b/soc': { signal: `${battery}.StateOfCharge.Current`, unit: 'percent' },
        'v/b/soh': { signal: `${battery}.StateOfHealth`, unit: 'percent' },
        'v/b/capacity': { signal: 'Vehicle.Datacar.TractionBattery.UsableCapacity', unit: 'kWh' },
        'v/b/voltage': { signal: `${battery}.CurrentVoltage`, unit: 'V' },
        'v/b/current': { signal: `${battery}.CurrentCurrent`, unit: 'A', factor: -1 },
        'v/b/power': { signal: `${battery}.CurrentPower`, unit: 'kW', factor: -1 },
        'v/b/temp': { signal: `${battery}.Temperature.Average`, unit: 'Celsius' },
        'v/b/p/temp/min': { signal: `${battery}.Temperature.Min`, unit: 'Celsius' },
        'v/b/p/temp/max': { signal: `${battery}.Temperature.Max`, unit: 'Celsius' },
        'v/b/p/voltage/min': { signal: `${battery}.CellVoltage.Min`, unit: 'V' },
        'v/b/p/voltage/max': { signal: `${battery}.CellVoltage.Max`, unit: 'V' },
        'v/b/range/est': { signal: `${battery}.Range`, unit: 'km' },
        'v/b/12v/voltage': { signal: 'Vehicle.LowVoltageBattery.CurrentVoltage', unit: 'V' },
        'v/c/charging': { signal: `${battery}.Charging.IsCharging` },
        'v/c/pilot': { signal: `${battery}.Charging.ChargingPort.AnyPosition.IsChargingCableConnected` },
        'v/c/kwh': { signal: 'Vehicle.Datacar.Charging.SessionEnergy', unit: 'kWh' },
        'v/c/temp': { signal: `${battery}.Charging.Temperature`, unit: 'Celsius' },
        'v/c/limit/soc': { signal: `${battery}.Charging.ChargeLimit`, unit: 'percent', round: true },
        'v/c/duration/full': { signal: `${battery}.Charging.TimeToComplete`, unit: 'min', missing: ['-1'] },
        'v/d/cp': { signal: `${battery}.Charging.ChargingPort.AnyPosition.IsFlapOpen` },
        'v/d/hood': { signal: 'Vehicle.Body.Hood.IsOpen' },
        'v/d/trunk': { signal: 'Vehicle.Body.Trunk.Rear.IsOpen' },
        'v/e/on': { signal: 'Vehicle.LowVoltageSystemState', values: { yes: 'ON', no: 'OFF' } },
        'v/e/gear': { signal: 'Vehicle.Powertrain.Transmission.CurrentGear' },
        'v/e/temp': { signal: 'Vehicle.Exterior.AirTemperature', unit: 'Celsius' },
        'v/e/cabintemp': { signal: 'Vehicle.Cabin.HVAC.AmbientAirTemperature', unit: 'Celsius' },
        'v/e/throttle': { signal: 'Vehicle.Chassis.Accelerator.PedalPosition', unit: 'percent', round: true },
        'v/e/footbrake': { signal: 'Vehicle.Chassis.Brake.PedalPosition', unit: 'percent', round: true },
        'v/e/handbrake': { signal: 'Vehicle.Chassis.ParkingBrake.IsEngaged' },
        'v/e/headlights': { signal: 'Vehicle.Body.Lights.Beam.Low.IsOn' },
        'v/i/power': { signal: `${motor}.Power`, unit: 'kW', round: true },
        'v/m/rpm': { signal: `${motor}.Speed`, unit: 'rpm' },
        'v/m/temp': { signal: `${motor}.Temperature`, unit: 'Celsius' },
        'v/p/speed': { signal: 'Vehicle.Speed', unit: 'km/h' },
        'v/p/acceleration': { signal: 'Vehicle.Acceleration.Longitudinal', unit: 'm/s^2' },
        'v/p/odometer': { signal: 'Vehicle.TraveledDistance', unit: 'km' },
        'v/p/trip': { signal: 'Vehicle.TripMeterReading', unit: 'km' },
        'v/p/latitude': { signal: 'Vehicle.CurrentLocation.Latitude', unit: 'degrees' },
        'v/p/longitude': { signal: 'Vehicle.CurrentLocation.Longitude', unit: 'degrees' },
        'v/p/altitude': { signal: 'Vehicle.CurrentLocation.Altitude', unit: 'm' },
        'v/p/direction': { signal: 'Vehicle.CurrentLocation.Heading', unit: 'degrees' },
        'v/p/gpsspeed': { signal: 'Vehicle.Datacar.GNSS.Speed', unit: 'km/h' },
        'v/p/satcount': { signal: 'Vehicle.Datacar.GNSS.SatelliteCount' },
        'v/t/pressure': [
          { element: 0, signal: `${wheel(1, 'Left')}.Pressure`, unit: 'kPa', round: true },
          { element: 1, signal: `${wheel(1, 'Right')}.Pressure`, unit: 'kPa', round: true },
          { element: 2, signal: `${wheel(2, 'Left')}.Pressure`, unit: 'kPa', round: true },
          { element: 3, signal: `${wheel(2, 'Right')}.Pressure`, unit: 'kPa', round: true },
        ],
        'v/t/temp': [
          { element: 0, signal: `${wheel(1, 'Left')}.AirTemperature`, unit: 'Celsius' },
          { element: 1, signal: `${wheel(1, 'Right')}.AirTemperature`, unit: 'Celsius' },
          { element: 2, signal: `${wheel(2, 'Left')}.AirTemperature`, unit: 'Celsius' },
          { element: 3, signal: `${wheel(2, 'Right')}.AirTemperature`, unit: 'Celsius' },
        ],
        'v/tp/fl/p': { signal: `${wheel(1, 'Left')}.Pressure`, unit: 'kPa', round: true },
        'v/tp/fr/p': { signal: `${wheel(1, 'Right')}.Pressure`, unit: 'kPa', round: true },
        'v/tp/rl/p': { signal: `${wheel(2, 'Left')}.Pressure`, unit: 'kPa', round: true },
        'v/tp/rr/p': { signal: `${wheel(2, 'Right')}.Pressure`, unit: 'kPa', round: true },
        'v/tp/fl/t': { signal: `${wheel(1, 'Left')}.AirTemperature`, unit: 'Celsius' },
        'v/tp/fr/t': { signal: `${wheel(1, 'Right')}.AirTemperature`, unit: 'Celsius' },
        'v/tp/rl/t': { signal: `${wheel(2, 'Left')}.AirTemperature`, unit: 'Celsius' },
        'v/tp/rr/t': { signal: `${wheel(2, 'Right')}.AirTemperature`, unit: 'Celsius' },
      },
    },
  ],
};
