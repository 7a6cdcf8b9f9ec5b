// SPDX-License-Identifier: Apache-2.0

const units: readonly [name: string, durationMs: number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
];

/** The two largest units: "2 h 5 min", "48 s". */
export function formatDuration(durationMs: number): string {
  const first = units.findIndex(([, unitMs]) => durationMs >= unitMs);
  if (first === -1) return durationMs > 0 ? `${Math.round(durationMs)}\u00a0ms` : '0\u00a0s';
  let restMs = durationMs;
  return units
    .slice(first, first + 2)
    .map(([name, unitMs]) => {
      const count = Math.floor(restMs / unitMs);
      restMs -= count * unitMs;
      return count === 0 ? '' : `${count}\u00a0${name}`;
    })
    .filter((part) => part !== '')
    .join(' ');
}
