// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Batch } from '@datacar/core/records/Batch';

/** Clocks of cars and servers differ by less; more is a wrong clock or a lie. */
export const FUTURE_MS_MAX = 120_000;

/**
 * Late is never refused; early is.
 * @throws DatacarError READING_IN_FUTURE
 */
export function checkTimes({ header, columns }: Batch, nowMs: number): void {
  const latestMs = nowMs + FUTURE_MS_MAX;
  if (header.fromMs > latestMs) throw inFuture(header.fromMs, nowMs);
  for (const { path, timesMs } of columns) {
    // Ascending, so the last is the newest.
    const newestMs = timesMs[timesMs.length - 1] ?? 0;
    if (newestMs > latestMs) throw inFuture(newestMs, nowMs, path);
  }
}

function inFuture(timeMs: number, nowMs: number, path?: string): DatacarError {
  return new DatacarError(
    'READING_IN_FUTURE',
    `A time is ${Math.round((timeMs - nowMs) / 1_000)} s ahead of the server.`,
    {
      details: { timeMs, serverTimeMs: nowMs, ...(path === undefined ? {} : { path }) },
    },
  );
}
