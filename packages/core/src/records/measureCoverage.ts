// SPDX-License-Identifier: Apache-2.0
import type { Coverage } from './Coverage.ts';
import {
  clipIntervals,
  type Interval,
  subtractIntervals,
  sumIntervals,
  unionIntervals,
} from './intervals.ts';

/** What one stream says of its time. */
export interface StreamIntervals {
  /** Windows of headers. */
  recorded: readonly Interval[];
  /** Where nothing was promised. */
  rests: readonly Interval[];
  /** Gaps other than `late`. */
  lost: readonly Interval[];
}

/**
 * For how much of a period one or several streams of a car account. A window that lies in a gap of its own
 * stream (a fork) does not count; what any stream recorded is not lost.
 */
export function measureCoverage(streams: readonly StreamIntervals[], period: Interval): Coverage {
  const recorded = clipIntervals(
    streams.flatMap((stream) => subtractIntervals(stream.recorded, stream.lost)),
    period,
  );
  const lost = subtractIntervals(
    clipIntervals(
      streams.flatMap((stream) => stream.lost),
      period,
    ),
    recorded,
  );
  const rests = subtractIntervals(
    clipIntervals(
      streams.flatMap((stream) => stream.rests),
      period,
    ),
    unionIntervals([...recorded, ...lost]),
  );
  const periodMs = period.toMs - period.fromMs;
  const recordedMs = sumIntervals(recorded);
  const restMs = sumIntervals(rests);
  return {
    periodMs,
    recordedMs,
    restMs,
    gapMs: sumIntervals(lost),
    recordedPpm: Math.floor((recordedMs * 1_000_000) / periodMs),
    accountedPpm: Math.floor(((recordedMs + restMs) * 1_000_000) / periodMs),
  };
}
