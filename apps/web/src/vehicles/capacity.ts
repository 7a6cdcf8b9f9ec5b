// SPDX-License-Identifier: Apache-2.0
import type { LatestReading } from '../records/useLatestReadings.ts';

/** Finer first: the whole kWh of VSS are a tenth of a small car's battery. */
const capacitySignals = [
  'Vehicle.Datacar.TractionBattery.UsableCapacity',
  'Vehicle.Powertrain.TractionBattery.NetCapacity',
];

/** Usable capacity that the car states, in Wh; undefined when it states none. */
export function statedCapacityWh(readings: ReadonlyMap<string, LatestReading>): number | undefined {
  for (const signal of capacitySignals) {
    const value = readings.get(signal)?.value;
    if (typeof value === 'number' && value > 0) return value * 1_000;
  }
  return undefined;
}
