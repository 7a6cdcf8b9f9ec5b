// SPDX-License-Identifier: Apache-2.0

const units: readonly [name: string, ageMs: number, nameMany: string][] = [
  ['year', 365 * 86_400_000, 'years'],
  ['month', 30 * 86_400_000, 'months'],
  ['day', 86_400_000, 'days'],
  ['h', 3_600_000, 'h'],
  ['min', 60_000, 'min'],
  ['s', 1_000, 's'],
];

/** "now", "7 s ago", "3 days ago"; of a time to come "in 5 min". */
export function formatAge(ageMs: number): string {
  const size = Math.abs(ageMs);
  const unit = units.find(([, unitMs]) => size >= unitMs);
  if (unit === undefined) return 'now';
  const [name, unitMs, nameMany] = unit;
  const count = Math.floor(size / unitMs);
  const text = `${count}\u00a0${count === 1 ? name : nameMany}`;
  return ageMs < 0 ? `in ${text}` : `${text}\u00a0ago`;
}
