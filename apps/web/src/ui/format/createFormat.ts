// SPDX-License-Identifier: Apache-2.0
import { convertMeasured, type MeasuredIn, type UnitChoice } from './convertMeasured.ts';
import { formatDuration } from './formatDuration.ts';

export interface FormatOptions extends UnitChoice {
  /** An IANA zone; the browser's own when undefined. */
  timeZone: string | undefined;
  /** BCP 47; the browser's own when undefined. */
  locale?: string | undefined;
}

/** A number for people and its unit, apart, so that the unit can stand smaller. */
export interface Quantity {
  text: string;
  unit: string;
}

export interface Format {
  /** A measured value in a VSS unit, converted to the viewer's: `quantity(27.5, 'Celsius')`. */
  quantity(value: number, unit: string | null, digitsMax?: number): Quantity;
  /** The same in one string. */
  quantityText(value: number, unit: string | null): string;
  number(value: number, digitsMax?: number): string;
  /** `value` converted to what the viewer reads, for plots: their axes carry `unit`. */
  convert(value: number, unit: string | null): MeasuredIn;
  distance(meters: number): string;
  speed(kmh: number): string;
  temperature(celsius: number): string;
  energy(wattHours: number): string;
  /** Energy per way: kWh/100 km or kWh/100 mi. */
  consumption(whPerKm: number): string;
  percent(value: number, digitsMax?: number): string;
  duration(durationMs: number): string;
  /** Date and time in the viewer's zone. */
  dateTime(timeMs: number): string;
  /** With seconds, for what must be exact. */
  dateTimeExact(timeMs: number): string;
  date(timeMs: number): string;
  /** Weekday, day, month; with the year where it is another. */
  day(timeMs: number): string;
  time(timeMs: number): string;
  /** ISO 8601 in UTC, for the tooltip. */
  utc(timeMs: number): string;
  /** The day of the viewer's zone that a time falls in, as YYYY-MM-DD. */
  dayKey(timeMs: number): string;
}

export function createFormat({ distance, temperature, timeZone, locale }: FormatOptions): Format {
  const choice = { distance, temperature };
  const zone = timeZone === undefined ? {} : { timeZone };
  const formatter = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...zone, ...options });
  const dateTime = formatter({ dateStyle: 'medium', timeStyle: 'short' });
  const dateTimeExact = formatter({
    ...{ year: 'numeric', month: 'short', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' },
  });
  const date = formatter({ dateStyle: 'medium' });
  const day = formatter({ weekday: 'short', day: 'numeric', month: 'short' });
  const time = formatter({ timeStyle: 'short' });
  const dayKey = new Intl.DateTimeFormat('sv-SE', { ...zone, dateStyle: 'short' });
  const year = formatter({ year: 'numeric' });
  const numbers = new Map<number, Intl.NumberFormat>();
  const number = (value: number, digitsMax = 1): string => {
    let numberFormat = numbers.get(digitsMax);
    if (numberFormat === undefined) {
      numberFormat = new Intl.NumberFormat(locale, { maximumFractionDigits: digitsMax });
      numbers.set(digitsMax, numberFormat);
    }
    return numberFormat.format(value);
  };
  const convert = (value: number, unit: string | null) => convertMeasured(value, unit, choice);
  const quantity = (value: number, unit: string | null, digitsMax?: number): Quantity => {
    const converted = convert(value, unit);
    return { text: number(converted.value, digitsMax ?? converted.digitsMax), unit: converted.unit };
  };
  const quantityText = (value: number, unit: string | null): string => {
    const { text, unit: shown } = quantity(value, unit);
    if (shown === '') return text;
    return shown === '%' || shown.startsWith('°') ? `${text}\u202f${shown}` : `${text}\u00a0${shown}`;
  };
  const perDistance = distance === 'mi' ? 1.609344 : 1;
  return {
    quantity,
    quantityText,
    number,
    convert,
    distance: (meters) => quantityText(meters / 1_000, 'km'),
    speed: (kmh) => quantityText(kmh, 'km/h'),
    temperature: (celsius) => quantityText(celsius, 'Celsius'),
    energy: (wattHours) => `${number(wattHours / 1_000, Math.abs(wattHours) < 10_000 ? 2 : 1)}\u00a0kWh`,
    consumption: (whPerKm) =>
      `${number((whPerKm * 100 * perDistance) / 1_000, 1)}\u00a0kWh/100\u00a0${distance}`,
    percent: (value, digitsMax = 0) => `${number(value, digitsMax)}\u202f%`,
    duration: formatDuration,
    dateTime: (timeMs) => dateTime.format(timeMs),
    dateTimeExact: (timeMs) => dateTimeExact.format(timeMs),
    date: (timeMs) => date.format(timeMs),
    day: (timeMs) => {
      const isThisYear = year.format(timeMs) === year.format(Date.now());
      return isThisYear ? day.format(timeMs) : `${day.format(timeMs)} ${year.format(timeMs)}`;
    },
    time: (timeMs) => time.format(timeMs),
    utc: (timeMs) => `${new Date(timeMs).toISOString().replace('T', ' ').replace('Z', '')} UTC`,
    dayKey: (timeMs) => dayKey.format(timeMs),
  };
}
