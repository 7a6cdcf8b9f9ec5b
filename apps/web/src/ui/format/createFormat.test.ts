// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { createFormat } from './createFormat.ts';
import { formatAge } from './formatAge.ts';
import { formatDuration } from './formatDuration.ts';

const metric = createFormat({
  ...{ distance: 'km', temperature: 'celsius' },
  ...{ timeZone: 'Europe/Zurich', locale: 'en-GB' },
});
const imperial = createFormat({
  ...{ distance: 'mi', temperature: 'fahrenheit' },
  ...{ timeZone: 'America/New_York', locale: 'en-US' },
});
/** Spaces that do not break are still spaces to a reader. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('quantities in the viewer’s units', () => {
  test.each([
    [42.195, 'km', '42.2 km', '26.2 mi'],
    [100, 'km/h', '100 km/h', '62 mph'],
    [20, 'Celsius', '20 °C', '68 °F'],
    [-40, 'Celsius', '-40 °C', '-40 °F'],
    [100, 'm', '100 m', '328 ft'],
    [304_377, 'm', '304.4 km', '189.1 mi'],
    [78.63, 'percent', '78.6 %', '78.6 %'],
    [5, null, '5', '5'],
    [3, 'furlong', '3 furlong', '3 furlong'],
  ])('%d %s', (value, unit, km, mi) => {
    expect(plain(metric.quantityText(value, unit))).toBe(km);
    expect(plain(imperial.quantityText(value, unit))).toBe(mi);
  });

  test('consumption is per hundred of what roads are signed in', () => {
    expect(plain(metric.consumption(160))).toBe('16 kWh/100 km');
    expect(plain(imperial.consumption(160))).toBe('25.7 kWh/100 mi');
  });
});

test('times stand in the chosen zone, across the change of the clocks; UTC stays UTC', () => {
  const beforeMs = Date.UTC(2026, 2, 29, 0, 30);
  const afterMs = Date.UTC(2026, 2, 29, 1, 30);
  expect([metric.time(beforeMs), metric.time(afterMs)]).toEqual(['01:30', '03:30']);
  expect(metric.utc(beforeMs)).toBe('2026-03-29 00:30:00.000 UTC');
  expect([metric.dayKey(beforeMs), imperial.dayKey(beforeMs)]).toEqual(['2026-03-29', '2026-03-28']);
});

test.each([
  [400, 'now'],
  [7_900, '7 s ago'],
  [60_000, '1 min ago'],
  [3 * 86_400_000, '3 days ago'],
  [-5 * 60_000, 'in 5 min'],
])('an age of %d ms is "%s"', (ageMs, text) => {
  expect(plain(formatAge(ageMs))).toBe(text);
});

test.each([
  [0, '0 s'],
  [12, '12 ms'],
  [59_999, '59 s'],
  [3_600_000, '1 h'],
  [2 * 3_600_000 + 5 * 60_000 + 30_000, '2 h 5 min'],
  [86_400_000 + 3_600_000, '1 d 1 h'],
])('a duration of %d ms is "%s"', (durationMs, text) => {
  expect(plain(formatDuration(durationMs))).toBe(text);
});
