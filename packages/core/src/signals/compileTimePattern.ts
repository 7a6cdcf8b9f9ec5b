// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../errors/DatacarError.ts';

/** A date and time as written, before any zone. */
export interface WallTime {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  /** Minutes east of UTC, when the text says so. */
  offsetMinutes?: number;
}

type Field =
  | 'year'
  | 'year2'
  | 'month'
  | 'day'
  | 'hour'
  | 'hour12'
  | 'half'
  | 'minute'
  | 'second'
  | 'fraction'
  | 'offset';

/** The tokens, named as luxon names them. */
const TOKENS: Readonly<Record<string, readonly [Field, string]>> = {
  yyyy: ['year', '(\\d{4})'],
  yy: ['year2', '(\\d{2})'],
  MM: ['month', '(\\d{2})'],
  M: ['month', '(\\d{1,2})'],
  dd: ['day', '(\\d{2})'],
  d: ['day', '(\\d{1,2})'],
  HH: ['hour', '(\\d{2})'],
  H: ['hour', '(\\d{1,2})'],
  hh: ['hour12', '(\\d{2})'],
  h: ['hour12', '(\\d{1,2})'],
  a: ['half', '([AaPp][Mm])'],
  mm: ['minute', '(\\d{2})'],
  m: ['minute', '(\\d{1,2})'],
  ss: ['second', '(\\d{2})'],
  s: ['second', '(\\d{1,2})'],
  SSS: ['fraction', '(\\d{3})'],
  S: ['fraction', '(\\d{1,9})'],
  ZZ: ['offset', '(Z|[+-]\\d{2}:?\\d{2})'],
};

const PATTERN_PART = /'([^']*)'|([A-Za-z])\2*|[^A-Za-z']+/g;

/**
 * Prepares the reading of dates and times of one pattern. What a field may hold is checked by its reader (month 90
 * does not roll over into another year); whether the day exists in its month is checked here too.
 *
 * @returns a function that gives `undefined` for a text that does not fit or does not exist
 * @throws DatacarError MAPPING_INVALID for a pattern with an unknown token or without year, month, day
 */
export function compileTimePattern(pattern: string): (text: string) => WallTime | undefined {
  const fields: Field[] = [];
  let source = '';
  for (const [part, literal, letter] of pattern.matchAll(PATTERN_PART)) {
    if (literal !== undefined) source += escapeLiteral(literal);
    else if (letter === undefined) source += escapeLiteral(part);
    else {
      const token = Object.hasOwn(TOKENS, part) ? TOKENS[part] : undefined;
      if (token === undefined) throw invalidPattern(`${part} is not a part of a time format`);
      fields.push(token[0]);
      source += token[1];
    }
  }
  checkFields(fields);
  const expression = new RegExp(`^${source}$`);

  return (text) => {
    const match = expression.exec(text);
    const time = match === null ? undefined : readFields(fields, match);
    return time !== undefined && exists(time) ? time : undefined;
  };
}

function readFields(fields: readonly Field[], match: RegExpExecArray): WallTime | undefined {
  const time: WallTime = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, millisecond: 0 };
  let isAfternoon: boolean | undefined;
  for (let index = 0; index < fields.length; index += 1) {
    const field = fields[index];
    const text = match[index + 1] ?? '';
    if (field === 'half') isAfternoon = text.toLowerCase() === 'pm';
    else if (field === 'offset') time.offsetMinutes = parseOffset(text);
    else if (field === 'fraction') time.millisecond = Number(text.padEnd(3, '0').slice(0, 3));
    else if (field === 'year2') time.year = 2000 + Number(text);
    else if (field === 'hour12') time.hour = Number(text);
    else if (field !== undefined) time[field] = Number(text);
  }
  if (isAfternoon === undefined) return time;
  if (time.hour < 1 || time.hour > 12) return undefined;
  return { ...time, hour: (time.hour % 12) + (isAfternoon ? 12 : 0) };
}

/** Whether day, time and offset exist, in the Gregorian calendar and without leap seconds. */
export function exists({ year, month, day, hour, minute, second, offsetMinutes = 0 }: WallTime): boolean {
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59 &&
    Math.abs(offsetMinutes) <= 18 * 60
  );
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysInMonth(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeapYear ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

export function parseOffset(text: string): number {
  if (text === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return text.startsWith('-') ? -minutes : minutes;
}

function checkFields(fields: readonly Field[]): void {
  if (new Set(fields).size !== fields.length) throw invalidPattern('a part stands there twice');
  const has = (...names: Field[]) => names.some((name) => fields.includes(name));
  if (!has('year', 'year2') || !has('month') || !has('day')) {
    throw invalidPattern('year, month or day is missing');
  }
  if (has('hour12') !== has('half')) throw invalidPattern('h and a belong together');
  if (has('hour') && has('hour12')) throw invalidPattern('H and h exclude each other');
}

function invalidPattern(reason: string): DatacarError {
  return new DatacarError('MAPPING_INVALID', `The time format is wrong: ${reason}.`, {
    details: { field: 'time.format' },
  });
}

function escapeLiteral(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
