// SPDX-License-Identifier: Apache-2.0

export interface DrivesSearch {
  /** First and last day of the drives shown, YYYY-MM-DD in the viewer's zone. */
  from?: string;
  to?: string;
}

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

export function readDrivesSearch({ from, to }: Record<string, unknown>): DrivesSearch {
  return { ...(isDay(from) ? { from } : {}), ...(isDay(to) ? { to } : {}) };
}
