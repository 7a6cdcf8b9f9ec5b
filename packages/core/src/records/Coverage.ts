// SPDX-License-Identifier: Apache-2.0

/** For how much of a period a car accounts. The parts do not overlap. */
export interface Coverage {
  periodMs: number;
  /** Inside the windows of headers. */
  recordedMs: number;
  /** After a closing batch, as long as it is known that no header followed: the car rests and promised nothing. */
  restMs: number;
  /** Inside gaps other than `late`. */
  gapMs: number;
  /** recordedMs of periodMs in millionths, rounded down. */
  recordedPpm: number;
  /** recordedMs + restMs of periodMs in millionths, rounded down. */
  accountedPpm: number;
}
