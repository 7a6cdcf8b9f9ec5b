// SPDX-License-Identifier: Apache-2.0

/** What a page says that wants something proved. Times are milliseconds since the epoch or ISO 8601. */
export interface ProveSearch {
  vehicle?: string | number;
  /** VSS path; with `time` one reading. */
  signal?: string;
  /** The very millisecond of the reading. */
  time?: string | number;
  /** With `to` a period. */
  from?: string | number;
  to?: string | number;
}

export function readProveSearch(query: Record<string, unknown>): ProveSearch {
  const read = (name: string) => {
    const value = query[name];
    return typeof value === 'string' || typeof value === 'number' ? { [name]: value } : {};
  };
  return {
    ...read('vehicle'),
    ...(typeof query.signal === 'string' ? { signal: query.signal } : {}),
    ...read('time'),
    ...read('from'),
    ...read('to'),
  };
}

/** Milliseconds since the epoch; undefined for what is no time. */
export function readTimeMs(time: string | number | undefined): number | undefined {
  if (time === undefined || time === '') return undefined;
  const timeMs = typeof time === 'number' || /^\d+$/.test(time) ? Number(time) : Date.parse(time);
  return Number.isFinite(timeMs) ? timeMs : undefined;
}
