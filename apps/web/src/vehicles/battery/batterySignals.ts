// SPDX-License-Identifier: Apache-2.0

const battery = 'Vehicle.Powertrain.TractionBattery';

export const chargeSignal = `${battery}.StateOfCharge.Current`;
export const powerSignal = `${battery}.CurrentPower`;
export const temperatureSignal = `${battery}.Temperature.Average`;
export const rangeSignal = `${battery}.Range`;
export const healthSignal = `${battery}.StateOfHealth`;
