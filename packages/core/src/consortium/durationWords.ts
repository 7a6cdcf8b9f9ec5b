// SPDX-License-Identifier: Apache-2.0

const units = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;

/** A length of time in the largest unit that says it exactly: `1 day`, `36 hours`. */
export function durationWords(seconds: number): string {
  const [unitSeconds, unit] = units.find(([length]) => seconds >= length && seconds % length === 0) ?? [
    1,
    'second',
  ];
  const count = seconds / unitSeconds;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
