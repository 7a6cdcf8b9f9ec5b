// SPDX-License-Identifier: Apache-2.0

export const historyRanges = ['1h', '1d', '7d', 'custom'] as const;
export type HistoryRange = (typeof historyRanges)[number];

export interface HistorySearch {
  range?: HistoryRange;
  /** Of `custom`, milliseconds since the epoch. */
  from?: number;
  to?: number;
}

const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

export function readHistorySearch({ range, from, to }: Record<string, unknown>): HistorySearch {
  const known = historyRanges.find((one) => one === range);
  return {
    ...(known === undefined ? {} : { range: known }),
    ...(isTime(from) ? { from } : {}),
    ...(isTime(to) ? { to } : {}),
  };
}
