// SPDX-License-Identifier: Apache-2.0
import type { MqttMapping } from './MqttMapping.ts';

const battery = 'Vehicle.Powertrain.TractionBattery';
const wheel = (row: 1 | 2, side: 'Left' | 'Right') => `Vehicle.Chassis.Axle.Row${row}.Wheel.${side}.Tire`;

/**
 * WiCAN dongle (MeatPi) with AutoPID: a flat JSON object of the parameters of its vehicle profiles, under
 * `wican/<device id>/` or a topic set on the dongle. Values that it sends again from memory carry their age in `_meta`.
 * Battery current and power are left out, because the profiles disagree on their sign.
 */
export const wicanMapping: MqttMapping = {
  version: 1,
  kind: 'mqtt',
  name: 'wican',
  rules: [
    {
      topic: 'wican/+/#',
      device: [1],
      payload: 'json',
      age: { field: '_meta.age' },
      fields: [
        { field: 'SOC', signal: `${battery}.StateOfCharge.Current`, unit: 'percent' },
        { field: 'SOC_D', signal: `${battery}.StateOfCharge.Displayed`, unit: 'percent' },
        { field: 'SOH', signal: `${battery}.StateOfHealth`, unit: 'percent' },
        { field: 'HV_V', signal: `${battery}.CurrentVoltage`, unit: 'V' },
        { field: 'HV_CAPACITY_KWH', signal: 'Vehicle.Datacar.TractionBattery.UsableCapacity', unit: 'kWh' },
        { field: 'HV_CAPACITY_R', signal: `${battery}.StateOfCharge.CurrentEnergy`, unit: 'kWh' },
        { field: 'HV_T_A', signal: `${battery}.Temperature.Average`, unit: 'Celsius' },
        { field: 'HV_T_MIN', signal: `${battery}.Temperature.Min`, unit: 'Celsius' },
        { field: 'HV_T_MAX', signal: `${battery}.Temperature.Max`, unit: 'Celsius' },
        { field: 'HV_C_V_MIN', signal: `${battery}.CellVoltage.Min`, unit: 'V' },
        { field: 'HV_C_V_MAX', signal: `${battery}.CellVoltage.Max`, unit: 'V' },
        { field: 'HV_C_V_MIN_NO', signal: `${battery}.CellVoltage.IdMin` },
        { field: 'HV_C_V_MAX_NO', signal: `${battery}.CellVoltage.IdMax` },
        { field: 'RANGE', signal: `${battery}.Range`, unit: 'km' },
        { field: 'KWH_CHARGED', signal: `${battery}.AccumulatedChargedEnergy`, unit: 'kWh' },
        { field: 'CHARGING', signal: `${battery}.Charging.IsCharging` },
        {
          field: 'CHARGER_CONNECTED',
          signal: `${battery}.Charging.ChargingPort.AnyPosition.IsChargingCableConnected`,
        },
        { field: 'LV_V', signal: 'Vehicle.LowVoltageBattery.CurrentVoltage', unit: 'V' },
        { field: 'SPEED', signal: 'Vehicle.Speed', unit: 'km/h' },
        { field: 'ODOMETER', signal: 'Vehicle.TraveledDistance', unit: 'km' },
        { field: 'PARK_BRAKE', signal: 'Vehicle.Chassis.ParkingBrake.IsEngaged' },
        {
          field: 'THROTTLE',
          signal: 'Vehicle.Chassis.Accelerator.PedalPosition',
          unit: 'percent',
          round: true,
        },
        { field: 'TMP_A', signal: 'Vehicle.Exterior.AirTemperature', unit: 'Celsius' },
        { field: 'T_CAB', signal: 'Vehicle.Cabin.HVAC.AmbientAirTemperature', unit: 'Celsius' },
        {
          field: 'COOLANT_TMP',
          signal: 'Vehicle.Powertrain.ElectricMotor.EngineCoolant.Temperature',
          unit: 'Celsius',
        },
        { field: 'TYRE_P_FL', signal: `${wheel(1, 'Left')}.Pressure`, unit: 'psi' },
        { field: 'TYRE_P_FR', signal: `${wheel(1, 'Right')}.Pressure`, unit: 'psi' },
        { field: 'TYRE_P_RL', signal: `${wheel(2, 'Left')}.Pressure`, unit: 'psi' },
        { field: 'TYRE_P_RR', signal: `${wheel(2, 'Right')}.Pressure`, unit: 'psi' },
        { field: 'TYRE_T_FL', signal: `${wheel(1, 'Left')}.AirTemperature`, unit: 'Celsius' },
        { field: 'TYRE_T_FR', signal: `${wheel(1, 'Right')}.AirTemperature`, unit: 'Celsius' },
        { field: 'TYRE_T_RL', signal: `${wheel(2, 'Left')}.AirTemperature`, unit: 'Celsius' },
        { field: 'TYRE_T_RR', signal: `${wheel(2, 'Right')}.AirTemperature`, unit: 'Celsius' },
      ],
    },
  ],
};
