// SPDX-License-Identifier: Apache-2.0
import type { Format } from '../../ui/format/createFormat.ts';

export interface PlotScale {
  /** From the VSS unit to what the plot shows. */
  convert(value: number): number;
  unit: string;
  digitsMax: number;
}

/** How a plot shows a unit: as the viewer reads it, and watts by the thousand, as a car's are. */
export function plotScale(unit: string | null, format: Format): PlotScale {
  if (unit === 'W') return { convert: (value) => value / 1_000, unit: 'kW', digitsMax: 1 };
  const { unit: shown, digitsMax } = format.convert(0, unit);
  return { convert: (value) => format.convert(value, unit).value, unit: shown, digitsMax };
}
