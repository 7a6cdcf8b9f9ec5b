// SPDX-License-Identifier: Apache-2.0

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The milliseconds of an interval that `parseInterval` has let through, such as `60s`. */
export function durationMs(interval: string): number {
  const [, count, unit = ''] = /^(\d+)(ms|s|m|h|d)$/.exec(interval) ?? [];
  return Number(count) * (unitMs[unit] ?? Number.NaN);
}
