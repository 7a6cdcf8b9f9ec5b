// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { CsvMapping } from '@datacar/core/signals/CsvMapping';
import {
  compileTimePattern,
  exists,
  parseOffset,
  type WallTime,
} from '@datacar/core/signals/compileTimePattern';
import { createZoneClock, type ZoneClock } from './createZoneClock.ts';

export type TimeRefusal = 'DATE_INVALID' | 'TIME_SKIPPED' | 'TIME_AMBIGUOUS';

/** UTC milliseconds, or why the text is no time. */
export type TimeReader = (text: string) => number | TimeRefusal;

/** How times are written: the fields of the same name in `CsvMapping`. */
export type TimeFormat = Omit<CsvMapping['time'], 'columns'>;

/** The year 2200: a reading after it is a mistake, and sums of times stay far from the limits of numbers. */
const TIME_MAX_MS = Date.UTC(2200, 0);

const ISO_8601 =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Prepares the reading of the time cells of a mapping. Nothing rolls over: 02/29 of a common year, month 90 and hour 24
 * are refused. Times before 1970 are refused, because no car recorded them.
 *
 * @throws DatacarError MAPPING_INVALID for a wrong format or zone
 */
export function createTimeReader({ format, zone, ambiguous = 'refuse' }: TimeFormat): TimeReader {
  if (format === 'unix-s') return (text) => readUnix(text, 1_000);
  if (format === 'unix-ms') return (text) => readUnix(text, 1);
  const parse = format === 'iso8601' ? parseIso8601 : compileTimePattern(format);
  const clock = zone === undefined ? undefined : createZoneClock(zone, ambiguous);
  if (clock === undefined && format !== 'iso8601' && !format.includes('ZZ')) {
    throw new DatacarError('MAPPING_INVALID', 'Local times need the time zone in which they were written.', {
      details: { field: 'time.zone' },
    });
  }
  return (text) => {
    const wall = parse(text.trim());
    return wall === undefined ? 'DATE_INVALID' : toUtc(wall, clock);
  };
}

function toUtc(wall: WallTime, clock: ZoneClock | undefined): number | TimeRefusal {
  const { year, month, day, hour, minute, second, millisecond, offsetMinutes } = wall;
  if (year < 1969) return 'DATE_INVALID';
  const wallMs = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  if (offsetMinutes !== undefined) return inRange(wallMs - offsetMinutes * 60_000);
  if (clock === undefined) return 'DATE_INVALID';
  const utc = clock.toUtc(wallMs);
  return typeof utc === 'number' ? inRange(utc) : utc;
}

function inRange(timeMs: number): number | TimeRefusal {
  return timeMs >= 0 && timeMs < TIME_MAX_MS ? timeMs : 'DATE_INVALID';
}

function readUnix(text: string, msPerUnit: number): number | TimeRefusal {
  if (!/^\s*\d{1,15}(?:\.\d{1,9})?\s*$/.test(text)) return 'DATE_INVALID';
  return inRange(Math.round(Number(text) * msPerUnit));
}

function parseIso8601(text: string): WallTime | undefined {
  const match = ISO_8601.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '0', offset] = match;
  const wall: WallTime = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: Number(fraction.padEnd(3, '0').slice(0, 3)),
    ...(offset === undefined ? {} : { offsetMinutes: parseOffset(offset) }),
  };
  return exists(wall) ? wall : undefined;
}
