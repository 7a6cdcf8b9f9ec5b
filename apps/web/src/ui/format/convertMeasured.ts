// SPDX-License-Identifier: Apache-2.0

export interface UnitChoice {
  distance: 'km' | 'mi';
  temperature: 'celsius' | 'fahrenheit';
}

export interface MeasuredIn {
  value: number;
  /** As people write it. */
  unit: string;
  /** Decimals worth showing. */
  digitsMax: number;
}

const kmPerMile = 1.609344;
const metersPerFoot = 0.3048;
const longMetersMin = 10_000;

/** How people write the units of VSS, and how many decimals are worth showing. */
const spelling: Readonly<Record<string, readonly [unit: string, digitsMax: number]>> = {
  percent: ['%', 1],
  ratio: ['', 3],
  degrees: ['°', 5],
  'degrees/s': ['°/s', 1],
  V: ['V', 1],
  A: ['A', 1],
  Ah: ['Ah', 1],
  W: ['W', 0],
  kW: ['kW', 1],
  Wh: ['Wh', 0],
  kWh: ['kWh', 2],
  rpm: ['rpm', 0],
  Nm: ['Nm', 1],
  kPa: ['kPa', 0],
  mbar: ['mbar', 0],
  Pa: ['Pa', 0],
  bar: ['bar', 2],
  s: ['s', 1],
  ms: ['ms', 0],
  min: ['min', 0],
  h: ['h', 1],
  mm: ['mm', 0],
  l: ['l', 1],
  kg: ['kg', 0],
  'm/s^2': ['m/s²', 2],
  'm/s': ['m/s', 1],
  'g/s': ['g/s', 1],
  'l/h': ['l/h', 1],
};

/** A value in a VSS unit, in the unit that the viewer reads. */
export function convertMeasured(value: number, unit: string | null, choice: UnitChoice): MeasuredIn {
  const isMiles = choice.distance === 'mi';
  switch (unit) {
    case null:
      return { value, unit: '', digitsMax: 3 };
    case 'km':
      return { value: isMiles ? value / kmPerMile : value, unit: isMiles ? 'mi' : 'km', digitsMax: 1 };
    case 'm':
      return convertMeters(value, isMiles);
    case 'km/h':
      return { value: isMiles ? value / kmPerMile : value, unit: isMiles ? 'mph' : 'km/h', digitsMax: 0 };
    case 'Celsius':
      return choice.temperature === 'fahrenheit'
        ? { value: (value * 9) / 5 + 32, unit: '°F', digitsMax: 1 }
        : { value, unit: '°C', digitsMax: 1 };
    case 'kWh/100km':
      return {
        value: isMiles ? value * kmPerMile : value,
        unit: isMiles ? 'kWh/100 mi' : 'kWh/100 km',
        digitsMax: 1,
      };
    default: {
      const [spelled, digitsMax] = spelling[unit] ?? [unit, 2];
      return { value, unit: spelled, digitsMax };
    }
  }
}

/** Ways of a car are told in kilometers, heights and short ways in meters. */
function convertMeters(value: number, isMiles: boolean): MeasuredIn {
  const isLong = Math.abs(value) >= longMetersMin;
  if (isLong) {
    const km = value / 1_000;
    return {
      value: isMiles ? km / kmPerMile : km,
      unit: isMiles ? 'mi' : 'km',
      digitsMax: km < 1_000 ? 1 : 0,
    };
  }
  return isMiles
    ? { value: value / metersPerFoot, unit: 'ft', digitsMax: 0 }
    : { value, unit: 'm', digitsMax: 1 };
}
