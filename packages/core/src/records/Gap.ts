// SPDX-License-Identifier: Apache-2.0

/**
 * - `start`: the first header is not the stream's first, and what was before is not here.
 * - `missing`: sequence numbers between two headers are not here.
 * - `tail`: the log has later headers of the stream, and they are not here.
 * - `time`: two linked headers with time between them, though the first promised a next one.
 * - `late`: a header came after the time promised for it; it is here, so nothing is missing any more.
 * - `open`: the promised next header has not come.
 * - `unknown`: the car went to rest, and what is shown is too old, or of no known age, to tell whether it stayed there.
 * - `fork`: two headers for one sequence number, or one that does not link to the header before it.
 */
export type GapKind = 'start' | 'missing' | 'tail' | 'time' | 'late' | 'open' | 'unknown' | 'fork';

/** A stretch of a stream for which the car does not, or not in time, or in two ways, account. */
export interface Gap {
  kind: GapKind;
  fromMs: number;
  toMs: number;
  /** First sequence number concerned. */
  sequenceFrom: number;
  /** Last sequence number concerned; the same as `sequenceFrom` where only one is. */
  sequenceTo: number;
  /** The headers at its edges, or those of the fork, 32 bytes each. */
  headerHashes: Uint8Array[];
  /** Of `late` and `open`: until when the next header was promised. */
  promisedByMs?: number;
}
