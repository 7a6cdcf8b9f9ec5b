// SPDX-License-Identifier: Apache-2.0

const DAY_MS = 86_400_000;

/**
 * The same day and time of day some months later, in UTC; where that month is shorter, its last day (31 January
 * plus one month is 28 or 29 February). Count each date from the first one: clamped dates do not add up.
 *
 * @param atSeconds Seconds since the epoch, as blocks have it.
 */
export function addMonths(atSeconds: number, months: number): number {
  const from = new Date(atSeconds * 1_000);
  const year = from.getUTCFullYear();
  const month = from.getUTCMonth() + months;
  const daysInMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(from.getUTCDate(), daysInMonth);
  const timeOfDayMs = (atSeconds * 1_000) % DAY_MS;
  return (Date.UTC(year, month, day) + timeOfDayMs) / 1_000;
}
