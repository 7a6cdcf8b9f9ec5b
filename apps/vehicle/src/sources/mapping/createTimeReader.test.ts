// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { IANAZone } from 'luxon';
import { describe, expect, test } from 'vitest';
import { createTimeReader } from './createTimeReader.ts';

const rabat = createTimeReader({ format: 'M/d/yyyy H:mm:ss', zone: 'Africa/Casablanca' });

describe('local times', () => {
  test.each([
    // Morocco is UTC+1, and UTC+0 during Ramadan, which in 2021 was from 11 April to 16 May.
    ['03/29/2021 11:13:45', '2021-03-29T10:13:45Z'],
    ['04/22/2021 08:42:50', '2021-04-22T08:42:50Z'],
    ['5/25/2021 17:19:58', '2021-05-25T16:19:58Z'],
    ['6/7/2021 16:06:28', '2021-06-07T15:06:28Z'],
    ['2/29/2024 00:00:00', '2024-02-28T23:00:00Z'],
    ['12/31/2021 23:59:59', '2021-12-31T22:59:59Z'],
  ])('%s in Morocco is %s', (text, utc) => {
    expect(rabat(text)).toBe(Date.parse(utc));
  });

  test.each([
    '90/02/2032 12:08:07',
    '03/00/2000 13:34:23',
    '02/29/2021 10:00:00',
    '02/29/1900 10:00:00',
    '04/31/2021 10:00:00',
    '04/30/2021 24:00:00',
    '04/30/2021 10:60:00',
    '04/30/2021 10:00:60',
    '04/30/21 10:00:00',
    '004/30/2021 10:00:00',
    '04-30-2021 10:00:00',
    '04/30/2021T10:00:00',
    '04/30/2021 10:00',
    '04/30/2021 10:00:00Z',
    '04/30/1960 10:00:00',
    '04/30/2200 10:00:00',
    '',
    ' ',
    'NaN',
  ])('%s does not exist', (text) => {
    expect(rabat(text)).toBe('DATE_INVALID');
  });

  test('are not guessed when clocks change', () => {
    // Berlin 2021: forward on 28 March at 02:00, back on 31 October at 03:00.
    const zone = 'Europe/Berlin';
    const format = 'yyyy-MM-dd HH:mm:ss';
    const refuse = createTimeReader({ format, zone });
    expect(refuse('2021-03-28 01:59:59')).toBe(Date.parse('2021-03-28T00:59:59Z'));
    expect(refuse('2021-03-28 02:00:00')).toBe('TIME_SKIPPED');
    expect(refuse('2021-03-28 02:59:59')).toBe('TIME_SKIPPED');
    expect(refuse('2021-03-28 03:00:00')).toBe(Date.parse('2021-03-28T01:00:00Z'));
    expect(refuse('2021-10-31 01:59:59')).toBe(Date.parse('2021-10-30T23:59:59Z'));
    expect(refuse('2021-10-31 02:00:00')).toBe('TIME_AMBIGUOUS');
    expect(refuse('2021-10-31 02:59:59')).toBe('TIME_AMBIGUOUS');
    expect(refuse('2021-10-31 03:00:00')).toBe(Date.parse('2021-10-31T02:00:00Z'));
    const earlier = createTimeReader({ format, zone, ambiguous: 'earlier' });
    expect(earlier('2021-10-31 02:30:00')).toBe(Date.parse('2021-10-31T00:30:00Z'));
    const later = createTimeReader({ format, zone, ambiguous: 'later' });
    expect(later('2021-10-31 02:30:00')).toBe(Date.parse('2021-10-31T01:30:00Z'));
  });

  test('of every instant are found again, in zones with odd clocks', () => {
    const pad = (value: number, length = 2) => String(value).padStart(length, '0');
    for (const name of [
      'Africa/Casablanca',
      'Australia/Lord_Howe',
      'America/St_Johns',
      'Asia/Kathmandu',
      'UTC',
    ]) {
      const zone = IANAZone.create(name);
      const format = 'yyyy-MM-dd HH:mm:ss';
      const [earlier, later] = (['earlier', 'later'] as const).map((ambiguous) =>
        createTimeReader({ format, zone: name, ambiguous }),
      );
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 2_500_000_000 }), (seconds) => {
          const utcMs = seconds * 1_000;
          const wall = new Date(utcMs + zone.offset(utcMs) * 60_000);
          if (wall.getTime() < 0 || wall.getTime() % 1_000 !== 0) return;
          const text =
            `${wall.getUTCFullYear()}-${pad(wall.getUTCMonth() + 1)}-${pad(wall.getUTCDate())} ` +
            `${pad(wall.getUTCHours())}:${pad(wall.getUTCMinutes())}:${pad(wall.getUTCSeconds())}`;
          expect([earlier?.(text), later?.(text)]).toContain(utcMs);
        }),
      );
    }
  });
});

describe('other formats', () => {
  test.each([
    ['iso8601', '2021-03-29T11:13:45Z', '2021-03-29T11:13:45.000Z'],
    ['iso8601', '2021-03-29 11:13:45.5+02:00', '2021-03-29T09:13:45.500Z'],
    ['iso8601', '2021-03-29T11:13:45.123456789-0330', '2021-03-29T14:43:45.123Z'],
    ['iso8601', '2021-03-29T11:13Z', '2021-03-29T11:13:00.000Z'],
    ['unix-s', '1617012825', '2021-03-29T10:13:45.000Z'],
    ['unix-s', '1617012825.25', '2021-03-29T10:13:45.250Z'],
    ['unix-ms', '1617012825001', '2021-03-29T10:13:45.001Z'],
    ['d.M.yy h:mm:ss a ZZ', '9.3.21 12:05:06 AM +01:00', '2021-03-08T23:05:06.000Z'],
    ['d.M.yy h:mm:ss a ZZ', '9.3.21 12:05:06 pm Z', '2021-03-09T12:05:06.000Z'],
    ["yyyy'T'MM'T'dd HH:mm:ss.SSS ZZ", '2021T03T29 10:13:45.007 Z', '2021-03-29T10:13:45.007Z'],
  ])('%s reads %s', (format, text, utc) => {
    expect(createTimeReader({ format })(text)).toBe(Date.parse(utc));
  });

  test.each([
    ['iso8601', '2021-03-29T11:13:45'],
    ['iso8601', '2021-02-30T11:13:45Z'],
    ['iso8601', '2021-03-29T11:13:45+25:00'],
    ['unix-s', '-1'],
    ['unix-s', '1e9'],
    ['unix-s', ''],
    ['unix-ms', '99999999999999999'],
    ['d.M.yy h:mm:ss a ZZ', '9.3.21 13:05:06 pm Z'],
  ])('%s refuses %s', (format, text) => {
    expect(createTimeReader({ format })(text)).toBe('DATE_INVALID');
  });

  test.each([
    { format: 'yyyy-MM-dd', zone: 'Mars/Olympus' },
    { format: 'yyyy-MM-dd' },
    { format: 'yyyy-MM', zone: 'UTC' },
    { format: 'yyyy-MM-dd hh:mm', zone: 'UTC' },
    { format: 'yyyy-MM-dd QQ', zone: 'UTC' },
    { format: 'yyyy-MM-dd dd', zone: 'UTC' },
    { format: 'constructor yyyy-MM-dd', zone: 'UTC' },
  ])('a mapping with %o is refused', (format) => {
    expect(() => createTimeReader(format)).toThrow(expect.objectContaining({ code: 'MAPPING_INVALID' }));
  });

  test('any text is a time or refused', () => {
    const readers = ['iso8601', 'unix-s', 'unix-ms', 'M/d/yyyy H:mm:ss'].map((format) =>
      createTimeReader({ format, zone: 'Africa/Casablanca' }),
    );
    const refusals = ['DATE_INVALID', 'TIME_SKIPPED', 'TIME_AMBIGUOUS'];
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...readers), (text, read) => {
        const result = read(text);
        expect(typeof result === 'number' ? Number.isSafeInteger(result) : refusals.includes(result)).toBe(
          true,
        );
      }),
    );
  });
});
