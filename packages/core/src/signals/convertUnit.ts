// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../errors/DatacarError.ts';

interface Unit {
  readonly quantity: string;
  /** Value in the base unit = (value + offset) × scale, written as a fraction so that 1000 W → 1 kW is exact. */
  readonly numerator: number;
  readonly denominator: number;
  readonly offset: number;
}

const unit = (quantity: string, numerator = 1, denominator = 1, offset = 0): Unit => ({
  quantity,
  numerator,
  denominator,
  offset,
});

/** International mile, exact (1959 agreement). */
const METERS_PER_MILE = 1609.344;
const METERS_PER_INCH = 0.0254;
const METERS_PER_FOOT = 0.3048;
/** Pound-force per square inch in pascal (NIST SP 811, appendix B.8). */
const PASCAL_PER_PSI = 6894.757293168;
const KILOGRAMS_PER_POUND = 0.45359237;
/** Metric horsepower, exact. */
const WATTS_PER_PS = 735.49875;

/** Units by their VSS 6.0 name, and under usual names those that VSS does not have. */
const units = new Map<string, Unit>(
  Object.entries({
    mm: unit('length', 1, 1000),
    cm: unit('length', 1, 100),
    m: unit('length'),
    km: unit('length', 1000),
    inch: unit('length', METERS_PER_INCH),
    ft: unit('length', METERS_PER_FOOT),
    mi: unit('length', METERS_PER_MILE),
    'm/s': unit('velocity'),
    'km/h': unit('velocity', 10, 36),
    mph: unit('velocity', METERS_PER_MILE, 3600),
    knot: unit('velocity', 1852, 3600),
    'm/s^2': unit('acceleration'),
    'cm/s^2': unit('acceleration', 1, 100),
    g0: unit('acceleration', 9.80665),
    Celsius: unit('temperature'),
    Fahrenheit: unit('temperature', 5, 9, -32),
    Kelvin: unit('temperature', 1, 1, -273.15),
    degrees: unit('angle'),
    rad: unit('angle', 180, Math.PI),
    'degrees/s': unit('angular-speed'),
    'rad/s': unit('angular-speed', 180, Math.PI),
    W: unit('power'),
    kW: unit('power', 1000),
    PS: unit('power', WATTS_PER_PS),
    Wh: unit('work'),
    kWh: unit('work', 1000),
    MJ: unit('work', 1e6, 3600),
    mV: unit('voltage', 1, 1000),
    V: unit('voltage'),
    mA: unit('electric-current', 1, 1000),
    A: unit('electric-current'),
    mAh: unit('electric-charge', 1, 1000),
    Ah: unit('electric-charge'),
    ms: unit('duration', 1, 1000),
    s: unit('duration'),
    min: unit('duration', 60),
    h: unit('duration', 3600),
    day: unit('duration', 86_400),
    Pa: unit('pressure'),
    mbar: unit('pressure', 100),
    kPa: unit('pressure', 1000),
    bar: unit('pressure', 100_000),
    psi: unit('pressure', PASCAL_PER_PSI),
    g: unit('mass', 1, 1000),
    kg: unit('mass'),
    lbs: unit('mass', KILOGRAMS_PER_POUND),
    Nm: unit('torque'),
    rpm: unit('rotational-speed'),
    percent: unit('relation'),
    ratio: unit('relation', 100),
    'kWh/100km': unit('energy-consumption-per-distance', 10),
    'Wh/km': unit('energy-consumption-per-distance'),
    'Wh/mi': unit('energy-consumption-per-distance', 1000, METERS_PER_MILE),
  }),
);

export interface ConvertUnitParameters {
  from: string;
  /** The signal's unit in the catalogue. */
  to: string;
}

/** Whether `convertUnit` would succeed. */
export function canConvertUnit({ from, to }: ConvertUnitParameters): boolean {
  return from === to || (units.has(from) && units.get(from)?.quantity === units.get(to)?.quantity);
}

/** The units whose values convert to a signal's unit, that unit first. */
export function unitsConvertibleTo(unit: string): string[] {
  return [unit, ...[...units.keys()].filter((from) => from !== unit && canConvertUnit({ from, to: unit }))];
}

/**
 * Converts a value between two units of one quantity. The same unit gives the same number, bit for bit; whole
 * factors of ten are exact when the value's digits allow it.
 *
 * @throws DatacarError UNIT_UNKNOWN when a unit is unknown or the quantities differ
 */
export function convertUnit(value: number, { from, to }: ConvertUnitParameters): number {
  if (from === to) return value;
  const source = units.get(from);
  const target = units.get(to);
  if (source === undefined || target === undefined || source.quantity !== target.quantity) {
    throw new DatacarError('UNIT_UNKNOWN', `${from} cannot be converted to ${to}.`, {
      details: { from, to },
    });
  }
  const numerator = source.numerator * target.denominator;
  const denominator = source.denominator * target.numerator;
  return ((value + source.offset) * numerator) / denominator - target.offset;
}
