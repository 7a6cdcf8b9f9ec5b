// SPDX-License-Identifier: Apache-2.0
import type { TimeRange } from '../records/plots/createCursor.ts';

const minuteMs = 60_000;

/**
 * A period of so long that has something to show: until now, or, of a car that has said nothing in it, until its
 * newest reading. Ends on whole minutes, so that asking again within one is the same question.
 */
export function chooseRange(
  lengthMs: number,
  { newestMs, nowMs }: { newestMs: number | undefined; nowMs: number },
): TimeRange & { isPast: boolean } {
  const isPast = newestMs !== undefined && newestMs < nowMs - lengthMs;
  const endMs = (Math.floor((isPast ? newestMs : nowMs) / minuteMs) + 1) * minuteMs;
  return { fromMs: endMs - lengthMs, toMs: endMs, isPast };
}
