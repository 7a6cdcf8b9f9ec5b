// SPDX-License-Identifier: Apache-2.0
import { InvalidArgumentError } from 'commander';

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const isoPattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,3})?)?\s?(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * A time from the command line in milliseconds: ISO-8601 (without a zone it is UTC), a date alone (its
 * midnight), milliseconds since the epoch, `now`, `now-90m`, or `now+90m`.
 */
export function parseTime(text: string): number {
  if (/^\d{11,15}$/.test(text)) return Number(text);
  const relative = /^now(?:([+-])(\d{1,9})(ms|s|m|h|d))?$/.exec(text);
  if (relative !== null) {
    const [, sign, count = '0', unit = 'ms'] = relative;
    return Date.now() + (sign === '-' ? -1 : 1) * Number(count) * (unitMs[unit] ?? 0);
  }

  const iso = isoPattern.exec(text);
  if (iso !== null) {
    const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = iso;
    const local = `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}`;
    const timeMs = Date.parse(`${local}${zone}`);
    if (Number.isFinite(timeMs) && existsInCalendar(local)) return timeMs;
  }
  throw new InvalidArgumentError(
    'Give a time as 2021-03-29T10:13:45Z, 2021-03-29, milliseconds since the epoch, now, now-2h or now+2h.',
  );
}

/** Date.parse takes 30 February for 2 March; a date that does not exist is a mistake to be told. */
function existsInCalendar(local: string): boolean {
  const asUtcMs = Date.parse(`${local}Z`);
  return Number.isFinite(asUtcMs) && new Date(asUtcMs).toISOString().startsWith(local.slice(0, 16));
}
