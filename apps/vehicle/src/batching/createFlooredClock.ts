// SPDX-License-Identifier: Apache-2.0

export interface FlooredClockParameters {
  /** What has been signed already: no later reading of the clock may be earlier. */
  floorMs: number;
}

export interface FlooredClockDependencies {
  /** The machine's clock, milliseconds since the epoch; it may jump. */
  systemMs(): number;
  /** Never jumps, milliseconds from anywhere. */
  monotonicMs(): number;
}

/** What a time service corrects in one step now and then; anything more is a clock that lost its time. */
const SMALL_STEP_MS = 1_000;

/**
 * A clock that never falls behind what the car has signed, also when the machine's clock is reset to 1970 by an empty
 * battery: from the floor on it then runs with the monotonic clock until the machine's is right again.
 */
export function createFlooredClock(
  { floorMs }: FlooredClockParameters,
  { systemMs, monotonicMs }: FlooredClockDependencies,
): () => number {
  let lastMs = floorMs;
  let lastMonotonicMs = monotonicMs();
  return () => {
    const monotonicNowMs = monotonicMs();
    const elapsedMs = monotonicNowMs - lastMonotonicMs;
    lastMonotonicMs = monotonicNowMs;
    const behindMs = lastMs - systemMs();
    // A small correction backwards is waited out.
    if (behindMs <= 0) lastMs -= behindMs;
    else if (behindMs > SMALL_STEP_MS) lastMs += elapsedMs;
    return Math.floor(lastMs);
  };
}
