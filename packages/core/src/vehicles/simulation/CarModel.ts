// SPDX-License-Identifier: Apache-2.0

/** What the longitudinal model needs to know of an electric car. */
export interface CarModel {
  /** With driver. */
  massKg: number;
  /** Mass that inertia sees over the mass that gravity sees: wheels and rotor turn. */
  rotationalMassFactor: number;
  /** Drag coefficient times frontal area. */
  dragAreaM2: number;
  rollingResistance: number;
  /** Between battery and road, in either direction. */
  drivetrainEfficiency: number;
  motorPowerWMax: number;
  regenerationPowerWMax: number;
  wheelRadiusM: number;
  gearRatio: number;
  /** Lights, computers, pumps. */
  auxiliaryPowerW: number;
  climatePowerWMax: number;
  batteryCapacityAh: number;
  /** Open-circuit voltage at 0 % and at 100 %. */
  batteryVoltageVMin: number;
  batteryVoltageVMax: number;
  batteryResistanceOhm: number;
  /** Heat capacity of the battery. */
  batteryHeatJPerK: number;
  /** Heat that goes to the surroundings. */
  batteryCoolingWPerK: number;
  chargePowerW: number;
}

/** A compact electric car of today: 58 kWh, 150 kW, about 140 Wh/km in mixed traffic on a mild day. */
export const compactCar: CarModel = {
  massKg: 1_850,
  rotationalMassFactor: 1.05,
  dragAreaM2: 0.62,
  rollingResistance: 0.0095,
  drivetrainEfficiency: 0.9,
  motorPowerWMax: 150_000,
  regenerationPowerWMax: 60_000,
  wheelRadiusM: 0.33,
  gearRatio: 10.5,
  auxiliaryPowerW: 350,
  climatePowerWMax: 2_500,
  batteryCapacityAh: 156,
  batteryVoltageVMin: 340,
  batteryVoltageVMax: 404,
  batteryResistanceOhm: 0.09,
  batteryHeatJPerK: 350_000,
  batteryCoolingWPerK: 25,
  chargePowerW: 50_000,
};
