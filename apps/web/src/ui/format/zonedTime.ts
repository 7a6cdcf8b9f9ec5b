// SPDX-License-Identifier: Apache-2.0

const fields = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;

/** How far the zone's clock is ahead of UTC at a moment. */
function offsetMs(timeMs: number, timeZone: string | undefined): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...(timeZone === undefined ? {} : { timeZone }),
    hourCycle: 'h23',
    ...{
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    },
  }).formatToParts(timeMs);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = fields.map((field) =>
    Number(parts.find(({ type }) => type === field)?.value),
  );
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(timeMs / 1_000) * 1_000;
}

/**
 * The moment of a clock's reading in a zone: `2021-03-29` (its midnight) or `2021-03-29T16:49`, as date inputs write
 * them. A reading that a summer time skips is the moment an hour later; undefined for what is none.
 */
export function parseZonedTime(text: string, timeZone: string | undefined): number | undefined {
  const asUtc = Date.parse(`${text.includes('T') ? text : `${text}T00:00`}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const guess = asUtc - offsetMs(asUtc, timeZone);
  return asUtc - offsetMs(guess, timeZone);
}

/** A moment as a `datetime-local` input writes it. */
export function formatZonedTime(timeMs: number, timeZone: string | undefined): string {
  return new Date(timeMs + offsetMs(timeMs, timeZone)).toISOString().slice(0, 16);
}
