// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { formatZonedTime, parseZonedTime } from './zonedTime.ts';

test('a day begins at its zone’s midnight, also where the clocks change', () => {
  expect(parseZonedTime('2021-03-29', 'UTC')).toBe(Date.UTC(2021, 2, 29));
  expect(parseZonedTime('2021-03-29', 'Europe/Berlin')).toBe(Date.UTC(2021, 2, 28, 22));
  expect(parseZonedTime('2021-03-28', 'Europe/Berlin')).toBe(Date.UTC(2021, 2, 27, 23));
  expect(parseZonedTime('2021-03-29T16:49', 'Africa/Casablanca')).toBe(Date.UTC(2021, 2, 29, 15, 49));
  expect(parseZonedTime('', 'UTC')).toBeUndefined();
});

test('what is written is read back', () => {
  for (const zone of ['UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland']) {
    for (const timeMs of [
      Date.UTC(2021, 2, 28, 1, 30),
      Date.UTC(2024, 1, 29, 23, 59),
      Date.UTC(2026, 10, 1),
    ]) {
      expect(parseZonedTime(formatZonedTime(timeMs, zone), zone)).toBe(timeMs);
    }
  }
});
