// SPDX-License-Identifier: Apache-2.0
import type { CarModel } from './CarModel.ts';

export interface BatteryFlow {
  /** Positive out of the battery. */
  currentA: number;
  /** At the terminals. */
  voltageV: number;
  openCircuitVoltageV: number;
}

export function openCircuitVoltage(model: CarModel, stateOfCharge: number): number {
  return model.batteryVoltageVMin + (model.batteryVoltageVMax - model.batteryVoltageVMin) * stateOfCharge;
}

/**
 * The current at which an equivalent circuit of a voltage source and a resistance gives a power at its terminals:
 * P = U₀ I - R I² (Guzzella and Sciarretta, Vehicle Propulsion Systems, 3rd edition, section 4.5). A power that the
 * circuit cannot give is cut to the most that it can.
 *
 * @param powerW positive out of the battery
 * @param stateOfCharge 0 to 1
 */
export function batteryCurrent(
  model: CarModel,
  { powerW, stateOfCharge }: { powerW: number; stateOfCharge: number },
): BatteryFlow {
  const openCircuitVoltageV = openCircuitVoltage(model, stateOfCharge);
  const resistance = model.batteryResistanceOhm;
  const discriminant = Math.max(0, openCircuitVoltageV ** 2 - 4 * resistance * powerW);
  const currentA = (openCircuitVoltageV - Math.sqrt(discriminant)) / (2 * resistance);
  return { currentA, voltageV: openCircuitVoltageV - resistance * currentA, openCircuitVoltageV };
}
